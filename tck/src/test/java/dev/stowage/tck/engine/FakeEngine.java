package dev.stowage.tck.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Workers in memory; a test decides which can be reached and what happens on the way. */
final class FakeEngine implements WorkerSync {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final Set<WorkerId> offline = ConcurrentHashMap.newKeySet();
    final Map<WorkerId, CountDownLatch> hanging = new ConcurrentHashMap<>();
    final Map<WorkerId, CountDownLatch> dead = new ConcurrentHashMap<>();
    final List<String> attempts = new CopyOnWriteArrayList<>();
    volatile Hook before = call -> {};
    volatile boolean together;
    private final Map<WorkerId, Map<Sha256, String>> held = new ConcurrentHashMap<>();

    interface Hook {
        void run(Call call) throws StowageException;
    }

    /** Where a worker has an asset. */
    Optional<String> path(WorkerId worker, Sha256 asset) {
        return Optional.ofNullable(held.getOrDefault(worker, Map.of()).get(asset));
    }

    @Override
    public void check(Worker worker) throws StowageException {
        if (worker.settings().containsKey("bad")) {
            throw new StowageException(
                    Problem.of(Problem.Kind.USAGE, Codes.BAD_WORKER, "use " + worker.id(), "it is bad", ""));
        }
    }

    @Override
    public Optional<Path> folder(Worker worker) {
        return Optional.ofNullable(worker.settings().get("path")).map(Path::of);
    }

    @Override
    public boolean together() {
        return together;
    }

    @Override
    public void reach(Worker worker, Call call) throws StowageException {
        hang(worker, dead);
        if (offline.contains(worker.id())) {
            attempts.add(worker.id() + " in vain");
            throw new StowageException(unreachable(worker));
        }
    }

    @Override
    public void deliver(Replica replica, List<Worker> workers, SyncListener listener, Call call)
            throws StowageException {
        for (Worker worker : workers) {
            attempts.add(worker.id() + " " + replica.path().fileName());
            before.run(call);
            hang(worker, hanging);
            listener.changed(worker.id(), SyncState.running(1, NOW));
            listener.changed(worker.id(), delivered(replica, worker));
        }
    }

    /** As a file operation does on a mount whose server is gone: nothing ends it. */
    private static void hang(Worker worker, Map<WorkerId, CountDownLatch> where) {
        try {
            where.getOrDefault(worker.id(), new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SyncState delivered(Replica replica, Worker worker) {
        if (offline.contains(worker.id())) {
            return SyncState.failed(unreachable(worker), NOW);
        }
        held.computeIfAbsent(worker.id(), id -> new ConcurrentHashMap<>())
                .put(replica.asset().id(), replica.path().toString());
        return SyncState.done(replica.asset().totalBytes(), NOW);
    }

    @Override
    public SyncState probe(Replica replica, Worker worker, Call call) throws StowageException {
        reach(worker, call);
        return path(worker.id(), replica.asset().id()).isPresent()
                ? SyncState.done(replica.asset().totalBytes(), NOW)
                : SyncState.pending(NOW);
    }

    @Override
    public void remove(Replica replica, Worker worker, Call call) {
        hang(worker, hanging);
        held.getOrDefault(worker.id(), new ConcurrentHashMap<>())
                .remove(replica.asset().id());
    }

    /** Somebody removes what was brought there. */
    void loses(WorkerId worker, Sha256 asset) {
        held.getOrDefault(worker, Map.of()).remove(asset);
    }

    /** How often something was tried on a worker. */
    long attempts(String worker) {
        return new ArrayList<>(attempts)
                .stream().filter(attempt -> attempt.startsWith(worker + " ")).count();
    }

    private static Problem unreachable(Worker worker) {
        return Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.WORKER_UNREACHABLE,
                        "reach worker " + worker.id(),
                        "a test says that it is off",
                        "")
                .canRetry();
    }
}
