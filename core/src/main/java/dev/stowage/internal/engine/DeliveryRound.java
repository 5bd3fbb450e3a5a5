package dev.stowage.internal.engine;

import dev.stowage.internal.files.OnDisk;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of one asset on the workers of one engine, and records the last word about each at once. */
final class DeliveryRound implements WorkerSync.SyncListener {
    private final Deliveries deliveries;
    private final LiveSyncs live;
    private final Sha256 asset;
    private final List<Worker> workers;
    private final Optional<Instant> proven;
    private final Map<WorkerId, Optional<Sync>> outcomes = new LinkedHashMap<>();
    private @Nullable StowageException storeTrouble;
    private boolean over;

    /** @param proven when it was proven last that they have it */
    DeliveryRound(Deliveries deliveries, LiveSyncs live, Sha256 asset, List<Worker> workers, Optional<Instant> proven) {
        this.deliveries = deliveries;
        this.live = live;
        this.asset = asset;
        this.workers = workers;
        this.proven = proven;
    }

    /** Where it goes, all by one engine. */
    List<Worker> workers() {
        return workers;
    }

    /** Tries these workers, unless all have it already. */
    void run(SyncEngines engines, Replica replica, WatchedCall call) throws StowageException {
        WorkerSync engine = engines.of(workers.get(0));
        if (stillHeld(engine, replica, call)) {
            SyncState done = SyncState.done(replica.asset().totalBytes(), deliveries.now());
            workers.forEach(worker -> changed(worker.id(), done));
        } else {
            requireFile(replica.asset());
            engine.deliver(
                    replica,
                    workers,
                    (worker, state) -> {
                        call.alive();
                        changed(worker, state);
                    },
                    call);
        }
    }

    private boolean stillHeld(WorkerSync engine, Replica replica, Call call) throws StowageException {
        boolean held = proven.isPresent();
        for (Worker worker : workers) {
            held = held && engine.holds(replica, worker, proven.get(), call);
        }
        return held;
    }

    private static void requireFile(Asset asset) throws StowageException {
        if (!new OnDisk(asset.path()).isFileOf(asset.totalBytes())) {
            throw new StowageException(Problem.of(
                            Problem.Kind.STORAGE,
                            Codes.MISSING,
                            "bring " + asset.card().name() + " to workers",
                            "it is not at " + asset.path() + " as it was registered",
                            "Bring it back, or fetch it again.")
                    .canRetry());
        }
    }

    @Override
    public void changed(WorkerId worker, SyncState state) {
        if (state.phase() == Phase.DONE || state.phase() == Phase.FAILED) {
            conclude(worker, state);
        } else {
            live.progressed(asset, worker, state);
        }
    }

    /**
     * What became of each.
     *
     * @param otherwise what to record of those about whom nothing was said
     * @throws StowageException when something could not be recorded
     */
    synchronized List<Sync> concluded(SyncState otherwise) throws StowageException {
        for (Worker worker : workers) {
            if (!outcomes.containsKey(worker.id())) {
                conclude(worker.id(), otherwise);
            }
        }
        leave();
        if (storeTrouble != null) {
            throw storeTrouble;
        }
        return outcomes.values().stream().flatMap(Optional::stream).toList();
    }

    /** What is said from now on comes from an attempt that nobody waits for any more. */
    synchronized void leave() {
        over = true;
    }

    private synchronized void conclude(WorkerId id, SyncState state) {
        Optional<Worker> tried =
                workers.stream().filter(worker -> worker.id().equals(id)).findFirst();
        if (over || tried.isEmpty()) {
            return;
        }
        try {
            outcomes.put(id, deliveries.conclude(asset, tried.get(), state));
        } catch (StowageException e) {
            storeTrouble = e;
        }
    }
}
