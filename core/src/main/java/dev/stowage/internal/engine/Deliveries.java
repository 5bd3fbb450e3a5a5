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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings an asset to workers, each through its engine, and records what came of it. */
final class Deliveries {
    private final Ports ports;
    private final Path models;
    private final Clock clock;
    private final LiveSyncs live;
    private final Listeners listeners;
    private final Changes changes;
    private final Contact contact;

    /**
     * @param live what is on its way
     * @param contact looks whether workers can be reached, and gives up those that hang
     * @param changes told whenever something was recorded
     */
    Deliveries(Ports ports, Setup setup, LiveSyncs live, Contact contact, Listeners listeners, Changes changes) {
        this.ports = ports;
        this.models = setup.models();
        this.clock = setup.clock();
        this.live = live;
        this.listeners = listeners;
        this.changes = changes;
        this.contact = contact;
    }

    /**
     * Tries each of these workers once, unless the asset is there meanwhile.
     *
     * @return what came of it; nothing of an asset that is not registered any more
     * @throws CancelledException when the call is; what has no last state then stays as it was stored
     * @throws StowageException when the store gives up
     */
    List<Sync> deliver(Sha256 asset, List<Worker> workers, Call call) throws StowageException {
        return asked(asset, workers, Optional.empty(), call);
    }

    /**
     * The same for one worker, to which nothing is brought that it still has.
     *
     * @param proven when that was proven last
     */
    List<Sync> confirm(Sha256 asset, Worker worker, Optional<Instant> proven, Call call) throws StowageException {
        return asked(asset, List.of(worker), proven, call);
    }

    private List<Sync> asked(Sha256 asset, List<Worker> workers, Optional<Instant> proven, Call call)
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
            return tried(registered.get(), lacking, proven, call);
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

    /** Stores what came of an attempt; nothing did when the worker is gone or somewhere else meanwhile. */
    synchronized Optional<Sync> conclude(Sha256 asset, Worker tried, SyncState state) throws StowageException {
        boolean same = store().workers().stream().anyMatch(Site.of(tried)::isOf);
        return same ? Optional.of(record(new Sync(asset, tried.id(), state))) : Optional.empty();
    }

    /** Stores what a worker is like. What comes of an attempt is stored before that, or not at all when the worker moves. */
    synchronized void put(Worker worker) throws StowageException {
        store().put(worker);
    }

    /** As they are now: settings may have been changed while somebody else brought it. */
    private List<Worker> stillLacking(Sha256 asset, List<Worker> asked) throws StowageException {
        List<WorkerId> ids = asked.stream().map(Worker::id).toList();
        List<Worker> now = store().workers().stream()
                .filter(worker -> ids.contains(worker.id()))
                .toList();
        return new Wanted(store(), registry(), clock).lacking(asset, now);
    }

    private List<Sync> tried(Asset asset, List<Worker> workers, Optional<Instant> proven, Call call)
            throws StowageException {
        Map<WorkerId, Problem> away = contact.away(workers, call);
        List<Sync> outcomes = new ArrayList<>();
        List<Worker> there = new ArrayList<>();
        for (Worker worker : workers) {
            Optional<Problem> why = Optional.ofNullable(away.get(worker.id()));
            if (why.isEmpty()) {
                there.add(worker);
            } else {
                conclude(asset.id(), worker, SyncState.failed(why.get(), clock.instant()))
                        .ifPresent(outcomes::add);
            }
        }
        outcomes.addAll(brought(asset, there, proven, call));
        return outcomes;
    }

    /** Everywhere at once, so that one that is slow or hangs keeps nothing from the others, and its silence is waited for once. */
    private List<Sync> brought(Asset asset, List<Worker> workers, Optional<Instant> proven, Call call)
            throws StowageException {
        Map<DeliveryRound, Watch.Begun> rounds = new LinkedHashMap<>();
        for (List<Worker> group : ports.syncs().together(workers)) {
            DeliveryRound round = new DeliveryRound(this, live, asset.id(), group, proven);
            Watch.Work delivery = watched -> round.run(ports.syncs(), replica(asset), watched);
            rounds.put(round, contact.watch().begin(group, call, delivery));
        }
        List<Sync> outcomes = new ArrayList<>();
        Optional<StowageException> trouble = Optional.empty();
        for (Map.Entry<DeliveryRound, Watch.Begun> begun : rounds.entrySet()) {
            DeliveryRound round = begun.getKey();
            try {
                Problem left = left(asset, round.workers(), begun.getValue(), call);
                outcomes.addAll(round.concluded(SyncState.failed(left, clock.instant())));
            } catch (StowageException e) {
                round.leave();
                trouble = trouble.or(() -> Optional.of(e)); // the others are waited for all the same
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return outcomes;
    }

    /** Why a worker has no last state, if one has none. */
    private static Problem left(Asset asset, List<Worker> group, Watch.Begun begun, Call call)
            throws CancelledException {
        try {
            return begun.ended() ? untold(asset) : Watch.silent(group);
        } catch (CancelledException e) {
            call.check();
            return untold(asset);
        } catch (StowageException e) {
            return e.problem();
        } catch (RuntimeException e) {
            return Problem.defect("bring " + asset.card().name() + " to workers", e);
        }
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
