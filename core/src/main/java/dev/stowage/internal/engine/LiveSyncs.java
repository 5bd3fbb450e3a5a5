package dev.stowage.internal.engine;

import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is on its way to workers right now: each asset to each worker once at a time. Nothing here is ever stored. */
final class LiveSyncs {
    private static final long SAMPLE_NANOS = 250_000_000L;

    private final Map<Place, Running> running = new HashMap<>();
    private final LongSupplier nanos;
    private final Listeners listeners;

    /** @param nanos a monotonic clock */
    LiveSyncs(LongSupplier nanos, Listeners listeners) {
        this.nanos = nanos;
        this.listeners = listeners;
    }

    /** Begins, as soon as nobody else brings this asset to one of these workers. */
    void begin(Sha256 asset, List<Worker> workers, SyncState state, Call call) throws CancelledException {
        try (Subscription ignored = call.onCancel(this::wake)) {
            synchronized (this) {
                while (workers.stream().anyMatch(worker -> running.containsKey(new Place(asset, worker.id())))) {
                    call.check();
                    wait();
                }
                workers.forEach(worker -> running.put(new Place(asset, worker.id()), new Running(state, nanos)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** There is something to be brought to these: from now on it shows. */
    synchronized void show(Sha256 asset, List<Worker> workers) {
        for (Worker worker : workers) {
            Running pair = running.get(new Place(asset, worker.id()));
            if (pair != null) {
                pair.shown = true;
            }
        }
    }

    synchronized void end(Sha256 asset, List<Worker> workers) {
        workers.forEach(worker -> running.remove(new Place(asset, worker.id())));
        notifyAll();
    }

    /** More has arrived. */
    void progressed(Sha256 asset, WorkerId worker, SyncState state) {
        synchronized (this) {
            Running pair = running.get(new Place(asset, worker));
            if (pair == null || !pair.telling(state, nanos.getAsLong())) {
                return;
            }
        }
        listeners.synced(asset, worker, state);
    }

    /** What is stored of it counts from now on. */
    synchronized void recorded(Sha256 asset, WorkerId worker) {
        Running pair = running.get(new Place(asset, worker));
        if (pair != null) {
            pair.shown = false;
        }
    }

    /** What is shown of a sync: that it is running, if it is. */
    synchronized Sync shown(Sync stored) {
        Running pair = running.get(new Place(stored.asset(), stored.worker()));
        return pair == null || !pair.shown ? stored : new Sync(stored.asset(), stored.worker(), pair.state);
    }

    /** What is shown as running to a worker. */
    synchronized List<Sha256> to(WorkerId worker) {
        return running.entrySet().stream()
                .filter(pair -> pair.getKey().worker().equals(worker) && pair.getValue().shown)
                .map(pair -> pair.getKey().asset())
                .toList();
    }

    private synchronized void wake() {
        notifyAll();
    }

    private record Place(Sha256 asset, WorkerId worker) {}

    private static final class Running {
        private SyncState state;
        private long lastTold;
        private boolean shown;

        Running(SyncState state, LongSupplier nanos) {
            this.state = state;
            lastTold = nanos.getAsLong() - SAMPLE_NANOS;
        }

        boolean telling(SyncState next, long now) {
            state = next;
            boolean due = now - lastTold >= SAMPLE_NANOS;
            lastTold = due ? now : lastTold;
            return due;
        }
    }
}
