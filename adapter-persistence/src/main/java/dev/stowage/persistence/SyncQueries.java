package dev.stowage.persistence;

import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements about what workers have. */
final class SyncQueries {
    private static final RowMapper<Sync> ROW = (row, context) -> sync(row);
    private static final String SELECT = "SELECT asset, worker_id, phase, bytes_done, problem, at_nanos FROM ";

    private final String syncs;
    private final String workers;

    SyncQueries(Database database) {
        syncs = database.schema() + ".syncs";
        workers = database.schema() + ".workers";
    }

    List<Sync> of(Handle handle, Sha256 asset) {
        return handle.createQuery(SELECT + syncs + " WHERE asset = :asset ORDER BY worker_id")
                .bind("asset", asset.hex())
                .map(ROW)
                .list();
    }

    /** At most so many that match, newest first, those after the cursor. */
    List<Sync> list(Handle handle, SyncQuery wanted, Optional<SyncCursor> after, int limit) {
        Query query = handle.createQuery(SELECT + syncs + where(wanted, after)
                + " ORDER BY at_nanos DESC, asset DESC, worker_id DESC LIMIT :limit");
        wanted.asset().ifPresent(asset -> query.bind("wanted_asset", asset.hex()));
        wanted.worker().ifPresent(worker -> query.bind("wanted_worker", worker.text()));
        if (!wanted.phases().isEmpty()) {
            query.bindList("phases", wanted.phases().stream().map(Phase::wire).toList());
        }
        after.ifPresent(cursor ->
                query.bind("at", cursor.at()).bind("asset", cursor.asset()).bind("worker", cursor.worker()));
        return query.bind("limit", limit).map(ROW).list();
    }

    List<Sync> due(Handle handle, WorkerId worker, int limit) {
        return handle.createQuery(
                        SELECT + syncs + " WHERE worker_id = :worker AND due = 1 ORDER BY at_nanos, asset LIMIT :limit")
                .bind("worker", worker.text())
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    Map<WorkerId, Map<Phase, Long>> counts(Handle handle) {
        Map<WorkerId, Map<Phase, Long>> counts = new HashMap<>();
        handle.createQuery("SELECT worker_id, phase, COUNT(*) AS syncs FROM " + syncs + " GROUP BY worker_id, phase")
                .map((row, context) -> counts.computeIfAbsent(
                                new WorkerId(row.getString("worker_id")), id -> new EnumMap<>(Phase.class))
                        .put(phase(row), row.getLong("syncs")))
                .list();
        return counts;
    }

    void record(Handle handle, Sync sync) {
        insert(
                handle,
                sync,
                "DO UPDATE SET phase = excluded.phase, bytes_done = excluded.bytes_done, problem = excluded.problem,"
                        + " at_nanos = excluded.at_nanos, due = excluded.due");
    }

    void plan(Handle handle, Sync sync) {
        insert(handle, sync, "DO NOTHING");
    }

    void delete(Handle handle, Sha256 asset, WorkerId worker) {
        handle.createUpdate("DELETE FROM " + syncs + " WHERE asset = :asset AND worker_id = :worker")
                .bind("asset", asset.hex())
                .bind("worker", worker.text())
                .execute();
    }

    void delete(Handle handle, WorkerId worker) {
        handle.createUpdate("DELETE FROM " + syncs + " WHERE worker_id = :worker")
                .bind("worker", worker.text())
                .execute();
    }

    private void insert(Handle handle, Sync sync, String otherwise) {
        Update insert = handle.createUpdate("INSERT INTO " + syncs
                + " (asset, worker_id, phase, bytes_done, problem, at_nanos, due)"
                + " SELECT :asset, id, :phase, :bytes, :problem, :at, :due FROM " + workers
                + " WHERE id = :worker ON CONFLICT (asset, worker_id) " + otherwise);
        SyncState state = sync.state();
        insert.bind("asset", sync.asset().hex())
                .bind("worker", sync.worker().text())
                .bind("phase", state.phase().wire())
                .bind("bytes", state.bytesDone())
                .bind(
                        "problem",
                        state.problem()
                                .map(ProblemJson::write)
                                .map(JsonObject::toString)
                                .orElse(null))
                .bind("at", Nanos.of(state.at()))
                .bind("due", state.due() ? 1L : 0L)
                .execute();
    }

    private static String where(SyncQuery wanted, Optional<SyncCursor> after) {
        List<String> conditions = new ArrayList<>();
        wanted.asset().ifPresent(asset -> conditions.add("asset = :wanted_asset"));
        wanted.worker().ifPresent(worker -> conditions.add("worker_id = :wanted_worker"));
        if (!wanted.phases().isEmpty()) {
            conditions.add("phase IN (<phases>)");
        }
        after.ifPresent(cursor -> conditions.add("(at_nanos, asset, worker_id) < (:at, :asset, :worker)"));
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static Sync sync(ResultSet row) throws SQLException {
        SyncState state = new SyncState(
                phase(row),
                row.getLong("bytes_done"),
                Optional.ofNullable(row.getString("problem"))
                        .map(JsonObject::parse)
                        .map(ProblemJson::read),
                Nanos.moment(row.getLong("at_nanos")));
        return new Sync(new Sha256(row.getString("asset")), new WorkerId(row.getString("worker_id")), state);
    }

    private static Phase phase(ResultSet row) throws SQLException {
        return Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT));
    }
}
