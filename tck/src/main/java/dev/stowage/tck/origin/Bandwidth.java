package dev.stowage.tck.origin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A line of a certain speed, which replies share that are limited by the same one ({@link Step#limit}). Thread-safe.
 *
 * @since 0.1
 */
public final class Bandwidth {
    private static final int BURSTS_PER_SECOND = 50;
    private static final int LARGEST_BURST = 1 << 16;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private long freeAt = System.nanoTime();

    /** @param bytesPerSecond how many bytes go over it in a second, 1 or more */
    public Bandwidth(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("A line takes at least one byte a second, not " + bytesPerSecond);
        }
        this.bytesPerSecond = bytesPerSecond;
    }

    int burst() {
        return (int) Math.max(1, Math.min(LARGEST_BURST, bytesPerSecond / BURSTS_PER_SECOND));
    }

    /** Puts bytes on the line, and tells how long it takes until they are through. */
    synchronized Duration take(int bytes) {
        long now = System.nanoTime();
        // A difference, because the clock may pass its largest number.
        long busy = Math.max(0, freeAt - now);
        freeAt = now + busy + Math.round((double) bytes / bytesPerSecond * SECOND);
        return Duration.ofNanos(freeAt - now);
    }
}
