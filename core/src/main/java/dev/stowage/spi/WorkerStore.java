package dev.stowage.spi;

import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Workers and what each of them should have and has. An embedding host with its own worker pool implements this over it. Thread-safe; what
 * was stored is durable when the call returns.
 *
 * @since 0.1
 */
public interface WorkerStore {
    /** All of them, by id. */
    List<Worker> workers() throws StowageException;

    /** Adds a worker, or replaces the one of that id; its states stay. */
    void put(Worker worker) throws StowageException;

    /**
     * Forgets a worker and all its states.
     *
     * @return whether it was there
     */
    boolean remove(WorkerId worker) throws StowageException;

    /** How far an asset is on each worker; without those on which it was never wanted. */
    Map<WorkerId, SyncState> states(Sha256 asset) throws StowageException;

    /** Stores how far an asset is on a worker. A worker that is not there is left alone: it may have been removed meanwhile. */
    void record(Sha256 asset, WorkerId worker, SyncState state) throws StowageException;

    /** Stores states where none is stored yet, all at once; the others stay as they are, and so do workers that are not there. */
    void plan(List<Sync> wanted) throws StowageException;

    /** Forgets the state of an asset on a worker; absent is success. */
    void forget(Sha256 asset, WorkerId worker) throws StowageException;

    /** One page, those first whose state is the newest. */
    Page<Sync> syncs(SyncQuery query) throws StowageException;

    /** What is {@link SyncState#due} on a worker, what has waited longest first. */
    List<Sync> due(WorkerId worker, int limit) throws StowageException;

    /** How many syncs there are on each worker, by phase; without zeros. */
    Map<WorkerId, Map<SyncState.Phase, Long>> counts() throws StowageException;

    /** Which workers somebody wanted an asset on; empty when nothing was said, which means all. */
    Optional<WorkerSelection> selection(Sha256 asset) throws StowageException;

    /** Stores which workers an asset is wanted on. */
    void select(Sha256 asset, WorkerSelection selection) throws StowageException;
}
