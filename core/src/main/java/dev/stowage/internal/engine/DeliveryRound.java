package dev.stowage.internal.engine;

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
import java.util.ArrayList;
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
    private final Optional<Instant> proven;
    private final Map<WorkerId, Sync> outcomes = new LinkedHashMap<>();
    private @Nullable StowageException storeTrouble;

    /** @param proven when it was proven last that they have it */
    DeliveryRound(Deliveries deliveries, LiveSyncs live, Sha256 asset, Optional<Instant> proven) {
        this.deliveries = deliveries;
        this.live = live;
        this.asset = asset;
        this.proven = proven;
    }

    /** Whether all of these workers have it already. */
    boolean stillHeld(WorkerSync engine, Replica replica, List<Worker> workers, Call call) throws StowageException {
        boolean held = proven.isPresent();
        for (Worker worker : workers) {
            held = held && engine.holds(replica, worker, proven.get(), call);
        }
        return held;
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
    synchronized List<Sync> concluded(List<Worker> workers, SyncState otherwise) throws StowageException {
        for (Worker worker : workers) {
            if (!outcomes.containsKey(worker.id())) {
                conclude(worker.id(), otherwise);
            }
        }
        if (storeTrouble != null) {
            throw storeTrouble;
        }
        return new ArrayList<>(outcomes.values());
    }

    private synchronized void conclude(WorkerId worker, SyncState state) {
        try {
            outcomes.put(worker, deliveries.record(new Sync(asset, worker, state)));
        } catch (StowageException e) {
            storeTrouble = e;
        }
    }
}
