package dev.stowage.workers;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings assets to the folders of workers, one worker after the other. */
final class FolderSync implements WorkerSync {
    private final Clock clock;
    private final Reflink reflink;

    FolderSync(Clock clock) {
        this(clock, Reflink.BY_PROGRAM);
    }

    FolderSync(Clock clock, Reflink reflink) {
        this.clock = clock;
        this.reflink = reflink;
    }

    @Override
    public void check(Worker worker) throws StowageException {
        WorkerFolder.of(worker);
    }

    @Override
    public Optional<Path> folder(Worker worker) throws StowageException {
        return Optional.of(WorkerFolder.of(worker).root());
    }

    @Override
    public void reach(Worker worker, Call call) throws StowageException {
        WorkerFolder.of(worker).reached();
    }

    @Override
    public void deliver(Replica replica, List<Worker> workers, SyncListener listener, Call call)
            throws StowageException {
        for (Worker worker : workers) {
            listener.changed(worker.id(), delivered(replica, worker, listener, call));
        }
    }

    @Override
    public SyncState probe(Replica replica, Worker worker, Call call) throws StowageException {
        WorkerFolder folder = WorkerFolder.of(worker).reached();
        Path target = folder.target(replica.path());
        boolean there = told(folder, replica, () -> Bytes.of(replica.asset()).are(target, call));
        return there
                ? SyncState.done(replica.asset().totalBytes(), clock.instant())
                : SyncState.pending(clock.instant());
    }

    @Override
    public boolean holds(Replica replica, Worker worker, Instant proven, Call call) throws StowageException {
        WorkerFolder folder = WorkerFolder.of(worker).reached();
        Path target = folder.target(replica.path());
        Bytes bytes = Bytes.of(replica.asset());
        return told(folder, replica, () -> bytes.unwrittenSince(proven, target) || bytes.are(target, call));
    }

    @Override
    public void remove(Replica replica, Worker worker, Call call) throws StowageException {
        WorkerFolder folder = WorkerFolder.of(worker).reached();
        Path target = folder.target(replica.path());
        told(folder, replica, () -> removed(replica, target, worker, call));
    }

    private SyncState delivered(Replica replica, Worker worker, SyncListener listener, Call call)
            throws CancelledException {
        try {
            call.check();
            WorkerFolder folder = WorkerFolder.of(worker).reached();
            Delivery delivery = new Delivery(replica, folder, reflink, call);
            told(
                    folder,
                    replica,
                    () -> delivery.make(
                            bytes -> listener.changed(worker.id(), SyncState.running(bytes, clock.instant()))));
            return SyncState.done(replica.asset().totalBytes(), clock.instant());
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException e) {
            return SyncState.failed(e.problem(), clock.instant());
        }
    }

    private static boolean removed(Replica replica, Path target, Worker worker, Call call)
            throws StowageException, IOException {
        if (!WorkerFolder.isThere(target)) {
            return false;
        }
        if (Files.isRegularFile(replica.asset().path())
                && Files.isSameFile(replica.asset().path(), target)) {
            throw refused(replica, worker, "it is the very file of the models folder here");
        }
        if (!Bytes.of(replica.asset()).are(target, call)) {
            throw refused(replica, worker, "a different file is there under that name");
        }
        return Files.deleteIfExists(target);
    }

    private static StowageException refused(Replica replica, Worker worker, String why) {
        return new StowageException(Problem.of(
                Problem.Kind.DECISION,
                Codes.TARGET_EXISTS,
                "take " + replica.path() + " off worker " + worker.id(),
                why,
                "Nothing was removed; remove it yourself if it is not wanted."));
    }

    /** The far end's trouble passes by itself, as soon as somebody has cleared up or mounted something. */
    private static <R> R told(WorkerFolder folder, Replica replica, Work<R> work) throws StowageException {
        try {
            return work.run();
        } catch (IOException e) {
            throw folder.trouble(replica.path(), e);
        }
    }

    private interface Work<R> {
        R run() throws StowageException, IOException;
    }
}
