package dev.stowage.internal.engine;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state that is desired: which assets are wanted on which workers, with a row in the store for each. Where nothing was said of an asset
 * it is wanted everywhere, and nothing is stored of that.
 *
 * @param store where the rows are
 * @param registry what assets there are
 * @param clock the time
 */
record Wanted(WorkerStore store, AssetRegistry registry, Clock clock) {
    private static final int PAGE = 200;

    /** On which workers an asset is wanted. */
    WorkerSelection selection(Sha256 asset) throws StowageException {
        return store.selection(asset).orElse(WorkerSelection.ALL);
    }

    /** A download of these bytes is about to be registered. Where they were wanted before, they still are. */
    void note(Sha256 asset, Optional<WorkerSelection> said) throws StowageException {
        if (said.isEmpty()) {
            return;
        }
        if (store.selection(asset).isPresent() || registry.find(asset).isPresent()) {
            add(asset, said.get());
        } else if (!said.get().all()) {
            store.select(asset, said.get());
        }
    }

    /** It is wanted there as well. */
    void add(Sha256 asset, WorkerSelection more) throws StowageException {
        WorkerSelection before = selection(asset);
        WorkerSelection after = before.and(more);
        if (!after.equals(before)) {
            store.select(asset, after);
        }
    }

    /** Makes the rows of an asset. @return the enabled workers that it is still to be brought to */
    List<Worker> plan(Sha256 asset) throws StowageException {
        List<Worker> workers = store.workers();
        if (workers.isEmpty()) {
            return workers;
        }
        store.plan(rows(asset, workers));
        return lacking(asset, workers);
    }

    /** The enabled ones of these workers that an asset is still to be brought to, whether or not that was tried in vain. */
    List<Worker> lacking(Sha256 asset, List<Worker> workers) throws StowageException {
        Map<WorkerId, SyncState> states = store.states(asset);
        return workers.stream()
                .filter(worker -> worker.enabled() && open(Optional.ofNullable(states.get(worker.id()))))
                .toList();
    }

    /** Makes the rows of workers for every asset that can be listed, and takes away those that are not wanted any more. */
    void plan(List<Worker> workers) throws StowageException {
        for (Worker worker : workers) {
            prune(worker);
        }
        if (!workers.isEmpty() && registry instanceof AssetLibrary library) {
            Page<Asset> page = library.search(AssetQuery.ALL.limit(PAGE));
            plan(page, workers);
            while (page.nextCursor().isPresent()) {
                page = library.search(
                        AssetQuery.ALL.limit(PAGE).after(page.nextCursor().get()));
                plan(page, workers);
            }
        }
    }

    private void plan(Page<Asset> page, List<Worker> workers) throws StowageException {
        List<Sync> rows = new ArrayList<>();
        for (Asset asset : page.items()) {
            rows.addAll(rows(asset.id(), workers));
        }
        store.plan(rows);
    }

    private List<Sync> rows(Sha256 asset, List<Worker> workers) throws StowageException {
        WorkerSelection selection = selection(asset);
        SyncState pending = SyncState.pending(clock.instant());
        return workers.stream()
                .filter(selection::holdsFor)
                .map(worker -> new Sync(asset, worker.id(), pending))
                .toList();
    }

    /** Its tags may be others now. What is there already stays. */
    private void prune(Worker worker) throws StowageException {
        SyncQuery open = SyncQuery.ALL
                .on(worker.id())
                .in(EnumSet.of(Phase.PENDING, Phase.FAILED))
                .limit(PAGE);
        Page<Sync> page = store.syncs(open);
        prune(page, worker);
        while (page.nextCursor().isPresent()) {
            page = store.syncs(open.after(page.nextCursor().get()));
            prune(page, worker);
        }
    }

    private void prune(Page<Sync> page, Worker worker) throws StowageException {
        for (Sync open : page.items()) {
            if (!selection(open.asset()).holdsFor(worker)) {
                store.forget(open.asset(), open.worker());
            }
        }
    }

    private static boolean open(Optional<SyncState> state) {
        return state.filter(known -> known.phase() != Phase.DONE && known.phase() != Phase.REMOVED)
                .isPresent();
    }
}
