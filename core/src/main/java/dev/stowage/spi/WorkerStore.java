package dev.stowage.spi;

import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.util.List;
import java.util.Map;

/**
 * Workers and what each of them should have and has. An embedding host with its own worker pool implements this over it.
 *
 * @since 0.1
 */
public interface WorkerStore {
    List<Worker> workers() throws StowageException;

    Map<WorkerId, SyncState> states(Sha256 asset) throws StowageException;

    void record(Sha256 asset, WorkerId worker, SyncState state) throws StowageException;
}
