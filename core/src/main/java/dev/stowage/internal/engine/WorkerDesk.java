package dev.stowage.internal.engine;

import dev.stowage.api.WorkerStatus;
import dev.stowage.api.Workers;
import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.UserId;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workers as their users see them.
 *
 * @param wanted what is desired
 * @param engines how workers are reached
 * @param contact looks whether they can be
 * @param apart keeps their folders apart
 * @param deliveries brings and records
 * @param catchUp brings what is missing
 * @param live what is on its way
 * @param changes counts what was recorded
 * @param ownership the right to change anything
 */
record WorkerDesk(
        Wanted wanted,
        SyncEngines engines,
        Contact contact,
        FoldersApart apart,
        Deliveries deliveries,
        CatchUp catchUp,
        LiveSyncs live,
        Changes changes,
        Ownership ownership)
        implements Workers {
    private static final int PAGE = 500;

    @Override
    public List<WorkerStatus> list() throws StowageException {
        Map<WorkerId, Map<Phase, Long>> counts = store().counts();
        List<WorkerStatus> all = new ArrayList<>();
        for (Worker worker : store().workers()) {
            all.add(status(worker, counts.getOrDefault(worker.id(), Map.of())));
        }
        return all;
    }

    @Override
    public Optional<WorkerStatus> find(WorkerId id) throws StowageException {
        return list().stream().filter(status -> status.worker().id().equals(id)).findFirst();
    }

    @Override
    public WorkerStatus put(Worker worker) throws StowageException {
        engines.of(worker).check(worker);
        ownership.take();
        List<Worker> before = store().workers();
        boolean same = before.stream().anyMatch(Site.of(worker)::isOf);
        if (!same) {
            apart.check(worker, before);
        }
        boolean elsewhere = !same && before.stream().anyMatch(old -> old.id().equals(worker.id()));
        deliveries.put(worker);
        catchUp.forget(worker.id());
        if (elsewhere) {
            again(worker.id(), Phase.DONE);
        }
        wanted.plan(List.of(worker));
        catchUp.nudge();
        return status(worker, store().counts().getOrDefault(worker.id(), Map.of()));
    }

    @Override
    public boolean remove(WorkerId id) throws StowageException {
        ownership.take();
        boolean removed = store().remove(id);
        catchUp.forget(id);
        return removed;
    }

    @Override
    public Optional<Problem> reach(WorkerId id) throws StowageException {
        List<Worker> one = List.of(known(id));
        return Optional.ofNullable(contact.away(one, call("reach " + id)).get(id));
    }

    @Override
    public int retry(WorkerId id) throws StowageException {
        known(id);
        ownership.take();
        return again(id, Phase.FAILED);
    }

    @Override
    public WorkerSelection wanted(Sha256 asset) throws StowageException {
        known(asset);
        return wanted.selection(asset);
    }

    @Override
    public List<Sync> states(Sha256 asset) throws StowageException {
        known(asset);
        return shown(asset);
    }

    @Override
    public Page<Sync> syncs(SyncQuery query) throws StowageException {
        Page<Sync> page = store().syncs(query);
        return new Page<>(page.items().stream().map(live::shown).toList(), page.nextCursor());
    }

    @Override
    public List<Sync> sync(Sha256 asset, WorkerSelection selection) throws StowageException {
        known(asset);
        ownership.take();
        wanted.add(asset, selection);
        wanted.plan(asset);
        List<Worker> selected =
                store().workers().stream().filter(selection::holdsFor).toList();
        Map<WorkerId, SyncState> states = store().states(asset);
        for (Worker worker : selected) {
            ask(asset, worker, Optional.ofNullable(states.get(worker.id())));
        }
        List<WorkerId> ids = selected.stream().map(Worker::id).toList();
        return shown(asset).stream().filter(sync -> ids.contains(sync.worker())).toList();
    }

    /** What a worker had may have been removed there meanwhile; a disabled one is not looked at. */
    private void ask(Sha256 asset, Worker worker, Optional<SyncState> before) throws StowageException {
        Optional<SyncState> proven = before.filter(state -> state.phase() == Phase.DONE);
        if (proven.isEmpty() || worker.enabled()) {
            proven.ifPresent(state -> catchUp.trust(asset, worker, state.at()));
            ask(asset, worker.id());
        }
    }

    @Override
    public List<Sync> await(Sha256 asset, Duration atMost) throws StowageException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = changes.count();
            boolean over = changes.ended(); // before reading: what closing stores comes before the end
            List<Sync> now = states(asset);
            long left = deadline - System.nanoTime();
            if (left <= 0 || over || !moving(now)) {
                return now;
            }
            changes.awaitAfter(seen, left);
        }
    }

    @Override
    public Sync takeOff(Sha256 asset, WorkerId id) throws StowageException {
        Asset registered = known(asset);
        Worker worker = known(id);
        ownership.take();
        LiveCall call = call("take " + asset.shortForm() + " off " + id);
        live.begin(asset, List.of(worker), SyncState.running(0, wanted.clock().instant()), call);
        try {
            live.show(asset, List.of(worker));
            remove(deliveries.replica(registered), worker, call);
            return deliveries.record(
                    new Sync(asset, id, SyncState.removed(wanted.clock().instant())));
        } finally {
            live.end(asset, List.of(worker));
        }
    }

    private void remove(Replica replica, Worker worker, LiveCall call) throws StowageException {
        Watch watch = contact.watch();
        List<Worker> one = List.of(worker);
        if (watch.hangs(worker)
                || !watch.begin(one, call, look -> engines.of(worker).remove(replica, worker, look))
                        .ended()) {
            throw new StowageException(Watch.silent(one));
        }
    }

    /** Everything in a phase is pending again. Page after page downwards: what changes meanwhile goes to the top. */
    private int again(WorkerId id, Phase phase) throws StowageException {
        SyncQuery those = SyncQuery.ALL.on(id).in(Set.of(phase)).limit(PAGE);
        Page<Sync> page = store().syncs(those);
        int again = ask(page, id);
        while (page.nextCursor().isPresent()) {
            page = store().syncs(those.after(page.nextCursor().get()));
            again += ask(page, id);
        }
        return again;
    }

    private int ask(Page<Sync> page, WorkerId id) throws StowageException {
        for (Sync sync : page.items()) {
            ask(sync.asset(), id);
        }
        return page.items().size();
    }

    /** It is pending again, whatever it was. */
    private void ask(Sha256 asset, WorkerId worker) throws StowageException {
        deliveries.record(
                new Sync(asset, worker, SyncState.pending(wanted.clock().instant())));
        catchUp.ask(asset, worker);
    }

    private boolean moving(List<Sync> syncs) throws StowageException {
        List<WorkerId> enabled = store().workers().stream()
                .filter(Worker::enabled)
                .map(Worker::id)
                .toList();
        return syncs.stream()
                .filter(sync -> enabled.contains(sync.worker()))
                .map(sync -> sync.state().phase())
                .anyMatch(phase -> phase == Phase.PENDING || phase == Phase.RUNNING);
    }

    private List<Sync> shown(Sha256 asset) throws StowageException {
        return store().states(asset).entrySet().stream()
                .map(entry -> live.shown(new Sync(asset, entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparing(sync -> sync.worker().text()))
                .toList();
    }

    private WorkerStatus status(Worker worker, Map<Phase, Long> stored) throws StowageException {
        Map<Phase, Long> counts = new EnumMap<>(Phase.class);
        counts.putAll(stored);
        for (Sha256 asset : live.to(worker.id())) {
            Optional.ofNullable(store().states(asset).get(worker.id()))
                    .ifPresent(state -> counts.computeIfPresent(state.phase(), (phase, many) -> less(many)));
            counts.merge(Phase.RUNNING, 1L, Long::sum);
        }
        Optional<SyncState> arrived = newest(worker.id(), Phase.DONE);
        Optional<SyncState> failed = newest(worker.id(), Phase.FAILED)
                .filter(state ->
                        arrived.isEmpty() || state.at().isAfter(arrived.get().at()));
        return new WorkerStatus(worker, counts, arrived.map(SyncState::at), failed.flatMap(SyncState::problem));
    }

    private static @Nullable Long less(long many) {
        return many == 1 ? null : many - 1;
    }

    private Optional<SyncState> newest(WorkerId worker, Phase phase) throws StowageException {
        return store().syncs(SyncQuery.ALL.on(worker).in(Set.of(phase)).limit(1)).items().stream()
                .map(Sync::state)
                .findFirst();
    }

    private Worker known(WorkerId id) throws StowageException {
        return store().workers().stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown("find worker " + id, "there is none of that id", "List the workers"));
    }

    private Asset known(Sha256 asset) throws StowageException {
        return wanted.registry()
                .find(asset)
                .orElseThrow(() -> unknown(
                        "find asset " + asset.shortForm(), "there is none of that SHA-256", "Search the assets"));
    }

    private WorkerStore store() {
        return wanted.store();
    }

    private static LiveCall call(String correlation) {
        return new LiveCall(UserId.LOCAL, correlation, () -> {});
    }

    private static StowageException unknown(String what, String why, String where) {
        return new StowageException(
                Problem.of(Problem.Kind.NOT_FOUND, Codes.UNKNOWN_ID, what, why, where + " to find it."));
    }
}
