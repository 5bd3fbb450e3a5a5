package dev.stowage.spi;

import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port 6. One way to bring assets to workers (folder, SFTP, swarm). Many workers per call, because a swarm is not many pushes. Thread-safe;
 * calls block, and end soon after they are cancelled. Each check of the call and each word to the listener is a sign of life of a delivery:
 * one that gives none for some minutes is taken for hanging and left alone, so no single operation takes that long.
 *
 * @since 0.1
 */
public interface WorkerSync {
    /**
     * Whether the settings of a worker can be meant. No I/O.
     *
     * @throws StowageException of kind {@code USAGE}, saying which setting cannot be meant and what it should be
     */
    void check(Worker worker) throws StowageException;

    /**
     * The folder that the files of a worker go to, for an engine that writes them into one that this machine sees, local or mounted. It is
     * compared with the folders of the other workers and with the models folder: none of them may lie within another. No I/O.
     *
     * @return absolute; empty when they go elsewhere
     * @throws StowageException as {@link #check} does
     */
    default Optional<Path> folder(Worker worker) throws StowageException {
        return Optional.empty();
    }

    /**
     * Whether one call of {@link #deliver} for many workers is better than a call for each at the same time, as it is for a swarm. When such
     * a call gives no sign of life, nobody can tell which of its workers hangs.
     */
    default boolean together() {
        return false;
    }

    /**
     * Whether the worker can be reached now. Changes nothing there, and takes no time: one that has not answered within some seconds is taken
     * for hanging.
     *
     * @throws StowageException with a retryable problem when it cannot
     */
    void reach(Worker worker, Call call) throws StowageException;

    /**
     * Brings the file to every worker given, which could be reached a moment ago; returns when each has reached a last state for this round:
     * {@code DONE} only with the right SHA-256 at the far end, else {@code FAILED}. One worker's trouble never keeps it from another; unreachable ones end {@code FAILED} and
     * retryable. Other bytes that are there under that name are never touched: that is {@code FAILED} with {@code target_exists}. The same
     * bytes there already are {@code DONE}. What was begun and not finished leaves nothing under a final name.
     *
     * @throws CancelledException when it is not wanted any more; the workers left have no last state then
     */
    void deliver(Replica replica, List<Worker> workers, SyncListener listener, Call call) throws StowageException;

    /** What the worker holds of this asset, proven by digest where the engine can: {@code DONE}, or {@code PENDING} when it is not there. */
    SyncState probe(Replica replica, Worker worker, Call call) throws StowageException;

    /**
     * Whether the worker still has an asset that was proven to be there: not when it is gone or has another length. An engine that can tell
     * that it was not written since may leave it unread.
     *
     * @param proven when it was proven
     * @throws StowageException with a retryable problem when the worker cannot be reached
     */
    default boolean holds(Replica replica, Worker worker, Instant proven, Call call) throws StowageException {
        return probe(replica, worker, call).phase() == SyncState.Phase.DONE;
    }

    /** Takes the asset off the worker, if what is there proves to be its bytes; absent is success. */
    void remove(Replica replica, Worker worker, Call call) throws StowageException;

    /**
     * Told whenever one worker's state changes and, now and then, how many bytes have arrived; any thread, must not block.
     *
     * @since 0.1
     */
    interface SyncListener {
        void changed(WorkerId worker, SyncState state);
    }
}
