package dev.stowage.spi;

import dev.stowage.model.Asset;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.util.List;

/**
 * Port 6. One way to bring assets to workers (folder, SFTP, swarm). Many workers per call, because a swarm is not many pushes.
 *
 * @since 0.1
 */
public interface WorkerSync {
    /**
     * Brings the file to every worker given; returns when each has reached a last state for this round; unreachable ones end FAILED and
     * retryable.
     */
    void deliver(Asset asset, List<Worker> workers, SyncListener listener, Call call) throws StowageException;

    /** What the worker holds of this asset, proven by digest where the engine can. */
    SyncState probe(Asset asset, Worker worker, Call call) throws StowageException;

    /** Takes the asset off the worker; absent is success. */
    void remove(Asset asset, Worker worker, Call call) throws StowageException;

    /**
     * Told whenever one worker's state changes; any thread, must not block.
     *
     * @since 0.1
     */
    interface SyncListener {
        void changed(WorkerId worker, SyncState state);
    }
}
