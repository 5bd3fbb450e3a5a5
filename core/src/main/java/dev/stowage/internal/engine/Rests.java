package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.model.WorkerId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which workers are left alone for a while because they have failed: each time one after the other the rest is longer. */
final class Rests {
    private final Limits limits;
    private final Clock clock;
    private final Alarm alarm;
    private final Map<WorkerId, Rest> rests = new HashMap<>();

    /** @param alarm rings when a rest is over */
    Rests(Limits limits, Clock clock, Alarm alarm) {
        this.limits = limits;
        this.clock = clock;
        this.alarm = alarm;
    }

    synchronized void failed(WorkerId worker) {
        int failures = rests.containsKey(worker) ? rests.get(worker).failures() + 1 : 1;
        Instant until = clock.instant().plus(RetryPlan.wait(limits, failures));
        rests.put(worker, new Rest(failures, until));
        alarm.wakeAt(until);
    }

    synchronized void over(WorkerId worker) {
        rests.remove(worker);
    }

    synchronized boolean resting(WorkerId worker) {
        Rest rest = rests.get(worker);
        return rest != null && rest.until().isAfter(clock.instant());
    }

    private record Rest(int failures, Instant until) {}
}
