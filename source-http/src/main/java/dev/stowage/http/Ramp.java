package dev.stowage.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many connections are worth it: one at first, twice as many as long as that brings clearly more, half as many when the origin has
 * enough. Knows no clock; thread-safe.
 */
final class Ramp {
    private static final double WORTHWHILE = 1.15;
    private static final long COOL_DOWN = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final long window;
    private int target = 1;
    private boolean settled;
    private boolean measuring;
    private long since;
    private long bytesThen;
    private double best;
    private boolean backedOff;
    private long backedOffAt;

    /**
     * Begins with one connection.
     *
     * @param most how many there may be
     * @param window how long it is measured what a number of connections brings; at zero more are always worth it
     */
    Ramp(int most, Duration window) {
        this.most = most;
        this.window = window.toNanos();
    }

    synchronized int target() {
        return target;
    }

    /** So many bytes have come by now, over so many connections. */
    synchronized void sample(long bytes, int connections, long now) {
        if (settled || target >= most) {
            return;
        }
        if (!measuring || connections < target) {
            measuring = true;
            since = now;
            bytesThen = bytes;
        }
        long elapsed = now - since;
        if (connections >= target && elapsed >= window) {
            judge((double) (bytes - bytesThen) / Math.max(1, elapsed) * TimeUnit.SECONDS.toNanos(1));
        }
    }

    private void judge(double rate) {
        if (window > 0 && rate < best * WORTHWHILE) {
            settled = true;
            return;
        }
        best = rate;
        target = Math.min(most, 2 * target);
        measuring = false;
    }

    /** The origin has enough. What all connections are told at the same time counts once. */
    synchronized void backOff(long now) {
        if (!backedOff || now - backedOffAt >= COOL_DOWN) {
            target = Math.max(1, target / 2);
        }
        backedOff = true;
        backedOffAt = now;
        settled = true;
    }

    /** A connection did not work. */
    synchronized void lost() {
        target = Math.max(1, target - 1);
        settled = true;
    }
}
