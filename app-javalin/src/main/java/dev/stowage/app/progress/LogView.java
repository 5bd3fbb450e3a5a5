package dev.stowage.app.progress;

import dev.stowage.app.text.Bar;
import dev.stowage.app.text.Bytes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lines for a file or a pipe: when bytes begin to come, every ten percent or thirty seconds, when it waits, and when it is done. */
public final class LogView implements ProgressView {
    private static final int STEP_PERCENT = 10;
    private static final Duration STEP_TIME = Duration.ofSeconds(30);

    private final Board board;
    private final PrintStream err;
    private final Phrases phrases;
    private final Map<DownloadId, Told> told = new HashMap<>();
    private boolean closed;

    /** @param clock tells the time zone in which times are shown */
    public LogView(Board board, PrintStream err, Clock clock) {
        this.board = board;
        this.err = err;
        phrases = new Phrases(clock);
    }

    @Override
    public synchronized void refresh() {
        if (!closed) {
            show();
        }
    }

    private void show() {
        board.sights().forEach(sight -> show(sight, told.computeIfAbsent(sight.id(), id -> new Told())));
    }

    @Override
    public synchronized void close() {
        refresh();
        closed = true;
    }

    private void show(Sight sight, Told before) {
        if (sight.download().status() == Status.COMPLETED) {
            if (before.ends()) {
                print(sight, phrases.done(sight));
            }
        } else if (before.begins(sight)) {
            print(sight, beginning(sight));
        } else if (before.waits(sight.download()) || before.goesOn(sight)) {
            print(sight, phrases.state(sight));
        }
    }

    private void print(Sight sight, String words) {
        err.println(sight.label() + ": " + words);
    }

    private static String beginning(Sight sight) {
        String size = sight.totalBytes().isPresent()
                ? Bytes.text(sight.totalBytes().getAsLong())
                : "an unknown number of bytes";
        return size + " from " + sight.download().reference().place();
    }

    /** What was told of one download. */
    private static final class Told {
        private boolean begun;
        private boolean ended;
        private int tenth;
        private Duration at = Duration.ZERO;
        private Optional<Instant> retryAt = Optional.empty();

        private boolean ends() {
            boolean first = !ended;
            ended = true;
            return first;
        }

        private boolean begins(Sight sight) {
            if (begun || !sight.transferring() || sight.receivedBytes() == 0) {
                return false;
            }
            begun = true;
            remember(sight);
            return true;
        }

        private boolean waits(Download download) {
            boolean news = download.retryAt().isPresent() && !download.retryAt().equals(retryAt);
            retryAt = download.retryAt();
            return news;
        }

        private boolean goesOn(Sight sight) {
            boolean active = sight.download().status().carried();
            boolean further = sight.transferring() && begun && tenth(sight) > tenth && tenth(sight) < STEP_PERCENT;
            boolean later = active && sight.age().minus(at).compareTo(STEP_TIME) >= 0;
            if (further || later) {
                remember(sight);
            }
            return further || later;
        }

        private void remember(Sight sight) {
            tenth = tenth(sight);
            at = sight.age();
        }

        private static int tenth(Sight sight) {
            return sight.totalBytes().isPresent()
                    ? Bar.percent(sight.receivedBytes(), sight.totalBytes().getAsLong()) / STEP_PERCENT
                    : 0;
        }
    }
}
