package dev.stowage.http;

import java.util.concurrent.TimeUnit;

/** How fast bytes come lately. Knows no clock; not thread-safe. */
final class Pace {
    /** So long a beginner is believed to be as fast as expected, and so long a rate is looked back upon, at least. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);
    private static final double USUAL = 1 << 20;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double expected;
    private final long began;
    private long windowStart;
    private long windowBytes;
    private long earlierStart;
    private long earlierBytes;
    private boolean moved;

    /** @param expected bytes a second, as long as nothing better is known; 0 when nothing is */
    Pace(double expected, long now) {
        this.expected = expected > 0 ? expected : USUAL;
        this.began = windowStart = earlierStart = now;
    }

    void add(long bytes, long now) {
        moved |= bytes > 0;
        if (now - windowStart >= WINDOW) {
            earlierStart = windowStart;
            earlierBytes = windowBytes;
            windowStart = now;
            windowBytes = 0;
        }
        windowBytes += bytes;
    }

    /** Bytes a second over the last second or more; never less than one. */
    double rate(long now) {
        long span = now - earlierStart;
        if ((!moved && now - began < GRACE) || span <= 0) {
            return expected;
        }
        return Math.max(1, (earlierBytes + windowBytes) * NANOS / span);
    }
}
