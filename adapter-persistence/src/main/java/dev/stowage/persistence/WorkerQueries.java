package dev.stowage.persistence;

import dev.stowage.model.Sha256;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about workers and what is wanted on them. */
final class WorkerQueries {
    private final String workers;
    private final String selections;

    WorkerQueries(Database database) {
        workers = database.schema() + ".workers";
        selections = database.schema() + ".selections";
    }

    List<Worker> workers(Handle handle) {
        return handle.createQuery("SELECT id, engine, facts FROM " + workers + " ORDER BY id")
                .map((row, context) -> worker(row))
                .list();
    }

    void put(Handle handle, Worker worker) {
        JsonObject facts = new JsonObject()
                .putTexts("tags", worker.tags().stream().sorted().toList())
                .putMap("settings", worker.settings())
                .put("disabled", !worker.enabled());
        handle.createUpdate("INSERT INTO " + workers + " (id, engine, facts) VALUES (:id, :engine, :facts)"
                        + " ON CONFLICT (id) DO UPDATE SET engine = excluded.engine, facts = excluded.facts")
                .bind("id", worker.id().text())
                .bind("engine", Columns.clean(worker.engine()))
                .bind("facts", facts.toString())
                .execute();
    }

    boolean delete(Handle handle, WorkerId worker) {
        return handle.createUpdate("DELETE FROM " + workers + " WHERE id = :id")
                        .bind("id", worker.text())
                        .execute()
                == 1;
    }

    Optional<WorkerSelection> selection(Handle handle, Sha256 asset) {
        return handle.createQuery("SELECT selection FROM " + selections + " WHERE asset = :asset")
                .bind("asset", asset.hex())
                .map((row, context) -> SelectionJson.read(JsonObject.parse(row.getString("selection"))))
                .findOne();
    }

    void select(Handle handle, Sha256 asset, WorkerSelection selection) {
        handle.createUpdate("INSERT INTO " + selections + " (asset, selection) VALUES (:asset, :selection)"
                        + " ON CONFLICT (asset) DO UPDATE SET selection = excluded.selection")
                .bind("asset", asset.hex())
                .bind("selection", SelectionJson.write(selection).toString())
                .execute();
    }

    private static Worker worker(ResultSet row) throws SQLException {
        JsonObject facts = JsonObject.parse(row.getString("facts"));
        return new Worker(
                new WorkerId(row.getString("id")),
                row.getString("engine"),
                new HashSet<>(facts.texts("tags")),
                facts.map("settings"),
                !facts.flag("disabled"));
    }
}
