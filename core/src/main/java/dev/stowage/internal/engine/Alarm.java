package dev.stowage.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Wakes the queue's thread: when nudged, and when the next known time has come. */
final class Alarm {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final PriorityQueue<Instant> times = new PriorityQueue<>();
    private boolean nudged;
    private Instant notBefore = Instant.MIN;

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
        try {
            for (Duration left = left(clock); !ready(clock) && left.compareTo(Duration.ZERO) > 0; left = left(clock)) {
                wait(Math.max(1, Math.min(left.toMillis(), LONGEST.toMillis())));
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

    private Duration left(Clock clock) {
        Instant next = times.peek();
        return next == null ? LONGEST : Duration.between(clock.instant(), next);
    }
}
