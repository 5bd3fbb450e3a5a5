package dev.stowage.persistence;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Workers, and what each of them should have and has, in the database. */
final class SqlWorkers implements WorkerStore {
    private final Database database;
    private final WorkerQueries workers;
    private final SyncQueries syncs;

    SqlWorkers(Database database) {
        this.database = database;
        this.workers = new WorkerQueries(database);
        this.syncs = new SyncQueries(database);
    }

    @Override
    public List<Worker> workers() throws StowageException {
        return readable("the workers", workers::workers);
    }

    @Override
    public void put(Worker worker) throws StowageException {
        database.write(handle -> {
            workers.put(handle, worker);
            return worker;
        });
    }

    @Override
    public boolean remove(WorkerId worker) throws StowageException {
        return database.write(handle -> {
            syncs.delete(handle, worker);
            return workers.delete(handle, worker);
        });
    }

    @Override
    public Map<WorkerId, SyncState> states(Sha256 asset) throws StowageException {
        List<Sync> all = readable("what workers have of " + asset.shortForm(), handle -> syncs.of(handle, asset));
        return all.stream().collect(Collectors.toUnmodifiableMap(Sync::worker, Sync::state));
    }

    @Override
    public void record(Sha256 asset, WorkerId worker, SyncState state) throws StowageException {
        database.write(handle -> {
            syncs.record(handle, new Sync(asset, worker, state));
            return state;
        });
    }

    @Override
    public void plan(List<Sync> wanted) throws StowageException {
        if (wanted.isEmpty()) {
            return;
        }
        database.write(handle -> {
            wanted.forEach(sync -> syncs.plan(handle, sync));
            return wanted;
        });
    }

    @Override
    public void forget(Sha256 asset, WorkerId worker) throws StowageException {
        database.write(handle -> {
            syncs.delete(handle, asset, worker);
            return worker;
        });
    }

    @Override
    public Page<Sync> syncs(SyncQuery query) throws StowageException {
        Optional<SyncCursor> after = query.cursor().isPresent()
                ? Optional.of(SyncCursor.parse(query.cursor().get()))
                : Optional.empty();
        List<Sync> found = readable("what workers have", handle -> syncs.list(handle, query, after, query.limit() + 1));
        boolean more = found.size() > query.limit();
        List<Sync> page = more ? found.subList(0, query.limit()) : found;
        Optional<String> next =
                more ? Optional.of(SyncCursor.of(page.get(page.size() - 1)).toString()) : Optional.empty();
        return new Page<>(page, next);
    }

    @Override
    public List<Sync> due(WorkerId worker, int limit) throws StowageException {
        return readable("what " + worker + " lacks", handle -> syncs.due(handle, worker, limit));
    }

    @Override
    public Map<WorkerId, Map<SyncState.Phase, Long>> counts() throws StowageException {
        return readable("what workers have", syncs::counts);
    }

    @Override
    public Optional<WorkerSelection> selection(Sha256 asset) throws StowageException {
        return readable("where " + asset.shortForm() + " is wanted", handle -> workers.selection(handle, asset));
    }

    @Override
    public void select(Sha256 asset, WorkerSelection selection) throws StowageException {
        database.write(handle -> {
            workers.select(handle, asset, selection);
            return selection;
        });
    }

    private <R> R readable(String what, Database.Work<R> work) throws StowageException {
        try {
            return database.read(work);
        } catch (UnreadableException e) {
            throw e.told(what, "Use the version of Stowage that stored it.");
        }
    }
}
