package dev.stowage.internal.memory;

import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.WorkerStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each worker has of each asset; no worker can be added in memory yet. */
final class InMemoryWorkers implements WorkerStore {
    private final Map<Sha256, Map<WorkerId, SyncState>> states = new ConcurrentHashMap<>();

    @Override
    public List<Worker> workers() {
        return List.of();
    }

    @Override
    public Map<WorkerId, SyncState> states(Sha256 asset) {
        return Map.copyOf(states.getOrDefault(asset, Map.of()));
    }

    @Override
    public void record(Sha256 asset, WorkerId worker, SyncState state) {
        states.computeIfAbsent(asset, id -> new ConcurrentHashMap<>()).put(worker, state);
    }
}
