package dev.stowage.internal.engine;

import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import dev.stowage.spi.WorkerSync;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings an asset to workers, each through its engine, and records what came of it. */
final class Deliveries {
    private final Ports ports;
    private final Path models;
    private final Clock clock;
    private final LiveSyncs live;
    private final Listeners listeners;
    private final Changes changes;
    private final Watch watch;

    /** @param changes told whenever something was recorded */
    Deliveries(Ports ports, Setup setup, LiveSyncs live, Listeners listeners, Changes changes) {
        this.ports = ports;
        this.models = setup.models();
        this.clock = setup.clock();
        this.live = live;
        this.listeners = listeners;
        this.changes = changes;
        watch = new Watch(setup.limits().silence(), setup.threads());
    }

    /**
     * Tries each of these workers once, unless the asset is there meanwhile.
     *
     * @return what came of it; nothing of an asset that is not registered any more
     * @throws CancelledException when the call is; what has no last state then stays as it was stored
     * @throws StowageException when the store gives up
     */
    List<Sync> deliver(Sha256 asset, List<Worker> workers, Call call) throws StowageException {
        return brought(asset, workers, Optional.empty(), call);
    }

    /**
     * The same for one worker, to which nothing is brought that it still has.
     *
     * @param proven when that was proven last
     */
    List<Sync> confirm(Sha256 asset, Worker worker, Optional<Instant> proven, Call call) throws StowageException {
        return brought(asset, List.of(worker), proven, call);
    }

    private List<Sync> brought(Sha256 asset, List<Worker> workers, Optional<Instant> proven, Call call)
            throws StowageException {
        Optional<Asset> registered = registry().find(asset);
        if (registered.isEmpty()) {
            for (Worker worker : workers) {
                store().forget(asset, worker.id());
            }
            return List.of();
        }
        live.begin(asset, workers, SyncState.running(0, clock.instant()), call);
        try {
            List<Worker> lacking = stillLacking(asset, workers);
            live.show(asset, lacking);
            return rounds(registered.get(), lacking, proven, call);
        } finally {
            live.end(asset, workers);
            changes.happened();
        }
    }

    /** The asset, and where it goes: below the same folders as here, else just under its name. */
    Replica replica(Asset asset) {
        Path relative = asset.path().startsWith(models)
                ? models.relativize(asset.path())
                : asset.path().getFileName();
        List<String> names = new ArrayList<>();
        relative.forEach(name -> names.add(name.toString()));
        return new Replica(asset, SafePath.parse(String.join("/", names)));
    }

    Instant now() {
        return clock.instant();
    }

    /** Stores a state and tells everybody. */
    Sync record(Sync sync) throws StowageException {
        store().record(sync.asset(), sync.worker(), sync.state());
        live.recorded(sync.asset(), sync.worker());
        listeners.synced(sync.asset(), sync.worker(), sync.state());
        changes.happened();
        return sync;
    }

    /** As they are now: settings may have been changed while somebody else brought it. */
    private List<Worker> stillLacking(Sha256 asset, List<Worker> asked) throws StowageException {
        List<WorkerId> ids = asked.stream().map(Worker::id).toList();
        List<Worker> now = store().workers().stream()
                .filter(worker -> ids.contains(worker.id()))
                .toList();
        return new Wanted(store(), registry(), clock).lacking(asset, now);
    }

    private List<Sync> rounds(Asset asset, List<Worker> workers, Optional<Instant> proven, Call call)
            throws StowageException {
        Map<String, List<Worker>> byEngine = new LinkedHashMap<>();
        workers.forEach(worker -> byEngine.computeIfAbsent(worker.engine(), id -> new ArrayList<>())
                .add(worker));
        List<Sync> outcomes = new ArrayList<>();
        for (List<Worker> group : byEngine.values()) {
            List<Worker> awake =
                    group.stream().filter(worker -> !watch.hangs(worker)).toList();
            outcomes.addAll(awake.isEmpty() ? List.of() : round(asset, awake, proven, call));
            for (Worker worker : group) {
                if (!awake.contains(worker)) {
                    outcomes.add(record(new Sync(
                            asset.id(), worker.id(), SyncState.failed(silent(List.of(worker)), clock.instant()))));
                }
            }
        }
        return outcomes;
    }

    /** When one of several is silent, each of those left is tried alone: one that hangs keeps nothing from the others. */
    private List<Sync> round(Asset asset, List<Worker> group, Optional<Instant> proven, Call call)
            throws StowageException {
        DeliveryRound round = new DeliveryRound(this, live, asset.id(), proven);
        Problem left = attempt(asset, group, round, call);
        boolean unclear = group.size() > 1 && left.code().equals(Codes.WORKER_UNREACHABLE);
        List<Worker> open = unclear ? round.open(group) : List.of();
        List<Worker> closed =
                group.stream().filter(worker -> !open.contains(worker)).toList();
        List<Sync> outcomes = new ArrayList<>(round.concluded(closed, SyncState.failed(left, clock.instant())));
        for (Worker worker : open) {
            outcomes.addAll(round(asset, List.of(worker), proven, call));
        }
        return outcomes;
    }

    /** @return why a worker has no last state, if one has none */
    private Problem attempt(Asset asset, List<Worker> group, DeliveryRound round, Call call) throws StowageException {
        try {
            WorkerSync engine = ports.syncs().of(group.get(0));
            boolean ended = watch.ended(group, call, watched -> round.run(engine, replica(asset), group, watched));
            return ended ? untold(asset) : silent(group);
        } catch (CancelledException e) {
            call.check();
            return untold(asset);
        } catch (StowageException e) {
            return e.problem();
        } catch (RuntimeException e) {
            return Problem.defect("bring " + asset.card().name() + " to workers", e);
        }
    }

    private static Problem silent(List<Worker> workers) {
        String names = workers.stream().map(worker -> worker.id().text()).collect(Collectors.joining(", "));
        return Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.WORKER_UNREACHABLE,
                        "reach worker " + names,
                        "what was begun there hangs and gives no sign of life",
                        "Mount or repair it; it goes on by itself then.")
                .canRetry();
    }

    private static Problem untold(Asset asset) {
        return Problem.of(
                        Problem.Kind.UNEXPECTED,
                        Codes.PLUGIN_FAILED,
                        "bring " + asset.card().name() + " to a worker",
                        "its engine has not told what became of it",
                        "Report this to whoever made that engine.")
                .canRetry();
    }

    private WorkerStore store() {
        return ports.storage().workers();
    }

    private AssetRegistry registry() {
        return ports.registry();
    }
}
