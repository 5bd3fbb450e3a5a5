package dev.stowage.api;

import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The workers, which assets each of them should have, and which it has. Thread-safe. Not to be implemented.
 *
 * <p>An asset is wanted on the workers that its download selected, on all when nothing was said; that counts for workers that join later as
 * well. A Stowage that works on everything ({@link Scope#ALL}) brings what is missing by itself, as soon as a worker can be reached; one that
 * works on its own only ({@link Scope#OWN}) tries what it was asked for, once. What cannot be brought never fails a download.
 *
 * <p>An asset or worker that is not there is refused with {@code unknown_id}.
 *
 * @since 0.1
 */
public interface Workers {
    /** All of them, by id. */
    List<WorkerStatus> list() throws StowageException;

    Optional<WorkerStatus> find(WorkerId id) throws StowageException;

    /**
     * Adds a worker, or replaces the one of that id, and notes what is wanted there; it does not have to be reachable. Blocks for some
     * seconds when a folder hangs, links of which are not followed then.
     *
     * @throws StowageException with {@code bad_worker} when its engine is not there or refuses its settings, or when its folder is, lies
     *     within or contains the models folder or that of another worker
     */
    WorkerStatus put(Worker worker) throws StowageException;

    /**
     * Forgets a worker and what it has; the files there stay.
     *
     * @return whether it was there
     */
    boolean remove(WorkerId id) throws StowageException;

    /** Whether it can be reached now; blocks, for some seconds at most. @return why not, empty when it can */
    Optional<Problem> reach(WorkerId id) throws StowageException;

    /** Tries everything that has failed there again, as soon as possible. @return how many that is */
    int retry(WorkerId id) throws StowageException;

    /** On which workers an asset is wanted. */
    WorkerSelection wanted(Sha256 asset) throws StowageException;

    /** How far an asset is on each worker where it is, or was, wanted, by the worker's id. */
    List<Sync> states(Sha256 asset) throws StowageException;

    /** One page, those first whose state is the newest. What is running now shows as running, wherever it is listed. */
    Page<Sync> syncs(SyncQuery query) throws StowageException;

    /**
     * Wants an asset on these workers as well, and tries them now, also those that had it: what was removed there comes back. Returns at
     * once.
     *
     * @return how far it is on each of these workers
     */
    List<Sync> sync(Sha256 asset, WorkerSelection selection) throws StowageException;

    /**
     * Waits until an asset has been tried on each enabled worker where it is wanted, by a Stowage that was started.
     *
     * @param atMost how long to wait
     * @return how far it is then
     */
    List<Sync> await(Sha256 asset, Duration atMost) throws StowageException, InterruptedException;

    /**
     * Takes an asset off a worker, if what is there proves to be its bytes; it comes back only when {@link #sync} says so. Blocks.
     *
     * @return how far it is then
     */
    Sync takeOff(Sha256 asset, WorkerId worker) throws StowageException;
}
