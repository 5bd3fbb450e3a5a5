package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Need;
import dev.stowage.model.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who waits for what comes without a word about the download itself: a time, at which the alarm rings and those that ask for space on a
 * disk look again, or a token.
 */
final class Waits {
    private final Alarm alarm;
    private final Predicate<Download> tokenIsThere;
    private final Map<DownloadId, Instant> asking = new HashMap<>();
    private final Map<DownloadId, Download> tokenless = new HashMap<>();
    private final Map<DownloadId, Long> begun = new HashMap<>();
    private long tokens;

    /** @param tokenIsThere whether there is a token for one that waits for it */
    Waits(Alarm alarm, Predicate<Download> tokenIsThere) {
        this.alarm = alarm;
        this.tokenIsThere = tokenIsThere;
    }

    /** It is stored like this. */
    synchronized void note(Download download) {
        download.retryAt().ifPresent(alarm::wakeAt);
        asking.remove(download.id());
        tokenless.remove(download.id());
        if (download.status() == Status.AWAITING_DECISION) {
            download.retryAt().ifPresent(at -> asking.put(download.id(), at));
        }
        if (download.need().filter(need -> need == Need.ADD_TOKEN).isPresent()) {
            tokenless(download);
        }
    }

    /** Somebody begins to work on it, and finds the tokens that are there now. */
    synchronized void begin(DownloadId id) {
        begun.put(id, tokens);
    }

    synchronized void end(DownloadId id) {
        begun.remove(id);
    }

    /** What earlier processes left waiting for a token that is there by now looks again. */
    void recalled() {
        tokenCame(tokenIsThere);
    }

    /** There is a token that there was not: those that it may help look again at once. */
    void tokenCame(Predicate<Download> helps) {
        List<Download> waiting;
        synchronized (this) {
            tokens++;
            waiting = List.copyOf(tokenless.values());
        }
        List<Download> helped = waiting.stream().filter(helps).toList();
        synchronized (this) {
            helped.stream().map(Download::id).filter(tokenless::containsKey).forEach(id -> asking.put(id, Instant.MIN));
        }
        alarm.nudge();
    }

    /** Those that look again now. */
    synchronized List<DownloadId> lookingAgain(Instant now) {
        return asking.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One that came while it was on its way may not have been seen by it. */
    private void tokenless(Download download) {
        tokenless.put(download.id(), download);
        Long seen = begun.get(download.id());
        if (seen != null && seen != tokens) {
            asking.put(download.id(), Instant.MIN);
        }
    }
}
