package dev.stowage.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Wakes the queue's thread: when nudged, and when the next known time has come. */
final class Alarm {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Duration longest;
    private final PriorityQueue<Instant> times = new PriorityQueue<>();
    private boolean nudged;
    private Instant notBefore = Instant.MIN;

    Alarm() {
        this(SWEEP);
    }

    /** @param longest how long to wait when nothing is known to come: somebody else may have stored something */
    Alarm(Duration longest) {
        this.longest = longest;
    }

    synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    synchronized void wakeAt(Instant time) {
        times.add(time);
        notifyAll();
    }

    /** Nudges do not count before that: the store needs a rest. */
    synchronized void pauseUntil(Instant time) {
        notBefore = time;
        times.add(time);
        notifyAll();
    }

    /** Returns when there may be something to do; false when the thread was interrupted and should end. */
    synchronized boolean await(Clock clock) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (Duration left = left(clock, deadline); !ready(clock) && left.compareTo(Duration.ZERO) > 0; ) {
                wait(Math.max(1, left.toMillis()));
                left = left(clock, deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        nudged = false;
        Instant now = clock.instant();
        times.removeIf(time -> !time.isAfter(now));
        return true;
    }

    private boolean ready(Clock clock) {
        return nudged && !clock.instant().isBefore(notBefore);
    }

    private Duration left(Clock clock, long deadline) {
        Duration most = Duration.ofNanos(deadline - System.nanoTime());
        Instant next = times.peek();
        Duration known = next == null ? most : Duration.between(clock.instant(), next);
        return known.compareTo(most) < 0 ? known : most;
    }
}
