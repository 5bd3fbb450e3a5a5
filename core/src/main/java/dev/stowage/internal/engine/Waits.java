package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits for a time: the alarm rings then, and those that ask for what may come by itself, such as space on a disk, look again. */
final class Waits {
    private final Alarm alarm;
    private final Map<DownloadId, Instant> asking = new HashMap<>();

    Waits(Alarm alarm) {
        this.alarm = alarm;
    }

    /** It is stored like this. */
    synchronized void note(Download download) {
        download.retryAt().ifPresent(alarm::wakeAt);
        if (download.status() == Status.AWAITING_DECISION && download.retryAt().isPresent()) {
            asking.put(download.id(), download.retryAt().get());
        } else {
            asking.remove(download.id());
        }
    }

    /** Those that look again now. */
    synchronized List<DownloadId> lookingAgain(Instant now) {
        return asking.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }
}
