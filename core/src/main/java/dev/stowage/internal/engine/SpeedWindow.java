package dev.stowage.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Bytes per second over the last seconds: a stall shows soon, and earlier sessions do not count. Not thread-safe. */
final class SpeedWindow {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final long SAMPLE_NANOS = 100_000_000L;
    private static final long FIRST_NANOS = 500_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Begins anew from so many bytes. */
    void restart(long bytes, long nanos) {
        samples.clear();
        samples.add(new Sample(bytes, nanos));
    }

    void add(long bytes, long nanos) {
        Sample last = samples.peekLast();
        if (last == null || bytes < last.bytes) {
            restart(bytes, nanos);
        } else if (nanos - last.nanos >= SAMPLE_NANOS) {
            samples.add(new Sample(bytes, nanos));
        }
        while (samples.size() > 2 && nanos - second().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** The speed now; 0 until there is enough to tell. */
    long bytesPerSecond(long bytes, long nanos) {
        @Nullable Sample from = null;
        for (Sample sample : samples) {
            if (from == null || nanos - sample.nanos >= WINDOW_NANOS) {
                from = sample; // the last one before the window, else the first there is
            }
        }
        if (from == null || nanos - from.nanos < FIRST_NANOS) {
            return 0;
        }
        return Math.max(0, (long) ((bytes - from.bytes) * 1e9 / (nanos - from.nanos)));
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    private record Sample(long bytes, long nanos) {}
}
