package dev.stowage.internal.memory;

import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workers, and what each of them should have and has. */
final class InMemoryWorkers implements WorkerStore {
    private static final Pages<Sync> PAGES =
            new Pages<>(sync -> sync.state().at(), sync -> sync.asset().hex() + " " + sync.worker());

    private final Map<String, Worker> workers = new TreeMap<>();
    private final Map<Place, Sync> syncs = new HashMap<>();
    private final Map<Sha256, WorkerSelection> selections = new HashMap<>();

    @Override
    public synchronized List<Worker> workers() {
        return List.copyOf(workers.values());
    }

    @Override
    public synchronized void put(Worker worker) {
        workers.put(worker.id().text(), worker);
    }

    @Override
    public synchronized boolean remove(WorkerId worker) {
        syncs.keySet().removeIf(place -> place.worker().equals(worker));
        return workers.remove(worker.text()) != null;
    }

    @Override
    public synchronized Map<WorkerId, SyncState> states(Sha256 asset) {
        return syncs.values().stream()
                .filter(sync -> sync.asset().equals(asset))
                .collect(Collectors.toUnmodifiableMap(Sync::worker, Sync::state));
    }

    @Override
    public synchronized void record(Sha256 asset, WorkerId worker, SyncState state) {
        if (workers.containsKey(worker.text())) {
            syncs.put(new Place(asset, worker), new Sync(asset, worker, state));
        }
    }

    @Override
    public synchronized void plan(List<Sync> wanted) {
        for (Sync sync : wanted) {
            if (!syncs.containsKey(new Place(sync.asset(), sync.worker()))) {
                record(sync.asset(), sync.worker(), sync.state());
            }
        }
    }

    @Override
    public synchronized void forget(Sha256 asset, WorkerId worker) {
        syncs.remove(new Place(asset, worker));
    }

    @Override
    public synchronized Page<Sync> syncs(SyncQuery query) throws StowageException {
        return PAGES.page(syncs.values().stream().filter(query::holdsFor), query.limit(), query.cursor());
    }

    @Override
    public synchronized List<Sync> due(WorkerId worker, int limit) {
        return on(worker)
                .filter(sync -> sync.state().due())
                .sorted(Comparator.comparing(sync -> sync.state().at()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Map<WorkerId, Map<SyncState.Phase, Long>> counts() {
        return syncs.values().stream()
                .collect(Collectors.groupingBy(
                        Sync::worker, Collectors.groupingBy(sync -> sync.state().phase(), Collectors.counting())));
    }

    @Override
    public synchronized Optional<WorkerSelection> selection(Sha256 asset) {
        return Optional.ofNullable(selections.get(asset));
    }

    @Override
    public synchronized void select(Sha256 asset, WorkerSelection selection) {
        selections.put(asset, selection);
    }

    private Stream<Sync> on(WorkerId worker) {
        return syncs.values().stream().filter(sync -> sync.worker().equals(worker));
    }

    private record Place(Sha256 asset, WorkerId worker) {}
}
