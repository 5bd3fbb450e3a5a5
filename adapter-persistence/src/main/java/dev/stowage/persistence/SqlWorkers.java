package dev.stowage.persistence;

import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import java.util.List;
import java.util.Map;

/** Workers, and what each of them has, in the database. */
final class SqlWorkers implements WorkerStore {
    private final Database database;
    private final WorkerQueries queries;

    SqlWorkers(Database database) {
        this.database = database;
        this.queries = new WorkerQueries(database);
    }

    @Override
    public List<Worker> workers() throws StowageException {
        return readable("the workers", queries::workers);
    }

    @Override
    public Map<WorkerId, SyncState> states(Sha256 asset) throws StowageException {
        return readable("what workers have of " + asset.shortForm(), handle -> queries.states(handle, asset));
    }

    @Override
    public void record(Sha256 asset, WorkerId worker, SyncState state) throws StowageException {
        database.write(handle -> {
            queries.record(handle, asset, worker, state);
            return state;
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
