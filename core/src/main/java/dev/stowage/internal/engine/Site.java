package dev.stowage.internal.engine;

import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.util.Map;

/**
 * A worker as it is reached: with another engine or other settings it is somewhere else, and what is known of it counts no more.
 *
 * @param id which worker
 * @param engine how it is reached
 * @param settings where
 */
record Site(WorkerId id, String engine, Map<String, String> settings) {
    static Site of(Worker worker) {
        return new Site(worker.id(), worker.engine(), worker.settings());
    }

    /** Whether a worker is still reached like this. */
    boolean isOf(Worker worker) {
        return equals(of(worker));
    }
}
