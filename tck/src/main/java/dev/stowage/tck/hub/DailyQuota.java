package dev.stowage.tck.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How many downloads each caller may begin within any 24 hours. Thread-safe. */
final class DailyQuota {
    private static final Duration DAY = Duration.ofDays(1);

    private final int most;
    private final Clock clock;
    private final Map<String, Deque<Instant>> taken = new HashMap<>();

    DailyQuota(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Takes one; false when the caller has had them all. */
    synchronized boolean take(String caller) {
        Instant now = clock.instant();
        Deque<Instant> recent = taken.computeIfAbsent(caller, name -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.getFirst().plus(DAY).isAfter(now)) {
            recent.removeFirst();
        }
        if (recent.size() >= most) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
