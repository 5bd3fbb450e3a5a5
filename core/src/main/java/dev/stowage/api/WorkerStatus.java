package dev.stowage.api;

import dev.stowage.model.Problem;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A worker and how it goes there.
 *
 * @param worker the worker
 * @param syncs how many assets are in each phase there; without zeros
 * @param lastSeen when an asset arrived there the last time
 * @param problem why the last attempt failed, when none has succeeded since
 * @since 0.1
 */
public record WorkerStatus(
        Worker worker, Map<SyncState.Phase, Long> syncs, Optional<Instant> lastSeen, Optional<Problem> problem) {
    public WorkerStatus {
        syncs = Map.copyOf(syncs);
    }

    /** How many assets are in this phase there. */
    public long count(SyncState.Phase phase) {
        return syncs.getOrDefault(phase, 0L);
    }
}
