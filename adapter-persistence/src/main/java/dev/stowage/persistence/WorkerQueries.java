package dev.stowage.persistence;

import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about workers and what they have. */
final class WorkerQueries {
    private final String workers;
    private final String syncs;

    WorkerQueries(Database database) {
        workers = database.schema() + ".workers";
        syncs = database.schema() + ".syncs";
    }

    List<Worker> workers(Handle handle) {
        return handle.createQuery("SELECT id, engine, facts FROM " + workers + " ORDER BY id")
                .map((row, context) -> worker(row))
                .list();
    }

    Map<WorkerId, SyncState> states(Handle handle, Sha256 asset) {
        Map<WorkerId, SyncState> states = new HashMap<>();
        handle.createQuery("SELECT worker_id, phase, bytes_done, problem, at FROM " + syncs + " WHERE asset = :asset")
                .bind("asset", asset.hex())
                .map((row, context) -> Map.entry(new WorkerId(row.getString("worker_id")), state(row)))
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }

    void record(Handle handle, Sha256 asset, WorkerId worker, SyncState state) {
        handle.createUpdate("INSERT INTO " + syncs + " (asset, worker_id, phase, bytes_done, problem, at)"
                        + " VALUES (:asset, :worker, :phase, :bytes, :problem, :at)"
                        + " ON CONFLICT (asset, worker_id) DO UPDATE SET phase = excluded.phase,"
                        + " bytes_done = excluded.bytes_done, problem = excluded.problem, at = excluded.at")
                .bind("asset", asset.hex())
                .bind("worker", worker.text())
                .bind("phase", state.phase().wire())
                .bind("bytes", state.bytesDone())
                .bind(
                        "problem",
                        state.problem()
                                .map(ProblemJson::write)
                                .map(JsonObject::toString)
                                .orElse(null))
                .bind("at", state.at().toString())
                .execute();
    }

    private static Worker worker(ResultSet row) throws SQLException {
        JsonObject facts = JsonObject.parse(row.getString("facts"));
        return new Worker(
                new WorkerId(row.getString("id")),
                row.getString("engine"),
                new HashSet<>(facts.texts("tags")),
                facts.map("settings"));
    }

    private static SyncState state(ResultSet row) throws SQLException {
        return new SyncState(
                SyncState.Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getLong("bytes_done"),
                Optional.ofNullable(row.getString("problem"))
                        .map(JsonObject::parse)
                        .map(ProblemJson::read),
                Instant.parse(row.getString("at")));
    }
}
