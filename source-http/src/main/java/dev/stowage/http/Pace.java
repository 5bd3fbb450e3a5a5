package dev.stowage.http;

import java.util.concurrent.TimeUnit;

/** How fast bytes come lately. Knows no clock; not thread-safe. */
final class Pace {
    /** So long a beginner is believed to be as fast as expected; whoever is silent for so long has stopped. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);
    private static final double USUAL = 1 << 20;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double expected;
    private long windowStart;
    private long windowBytes;
    private long earlierStart;
    private long earlierBytes;
    private boolean moved;
    private long movedAt;

    /** @param expected bytes a second, as long as nothing better is known; 0 when nothing is */
    Pace(double expected, long now) {
        this.expected = expected > 0 ? expected : USUAL;
        this.movedAt = windowStart = earlierStart = now;
    }

    void add(long bytes, long now) {
        if (bytes > 0) {
            moved = true;
            movedAt = now;
        }
        if (now - windowStart >= WINDOW) {
            earlierStart = windowStart;
            earlierBytes = windowBytes;
            windowStart = now;
            windowBytes = 0;
        }
        windowBytes += bytes;
    }

    /** Bytes a second lately; never less than one. */
    double rate(long now) {
        if (now - movedAt >= GRACE) {
            return 1;
        }
        long span = now - earlierStart;
        if (!moved || span <= 0) {
            return expected;
        }
        return Math.max(1, (earlierBytes + windowBytes) * NANOS / span);
    }
}
