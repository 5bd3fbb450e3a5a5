package dev.stowage.persistence;

import dev.stowage.model.Change;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The statements about what became of downloads: rows are added and read, never changed. */
final class AuditQueries {
    private final String table;

    AuditQueries(Database database) {
        table = database.schema() + ".audit";
    }

    void add(Handle handle, DownloadId id, Change change) {
        handle.createUpdate("INSERT INTO " + table + " (download_id, version, at, status, reason)"
                        + " VALUES (:id, :version, :at, :status, :reason)")
                .bind("id", id.text())
                .bind("version", change.version())
                .bind("at", Nanos.of(change.at()))
                .bind("status", change.status().wire())
                .bind("reason", Columns.clean(change.reason()))
                .execute();
    }

    /** Oldest first. */
    List<Change> of(Handle handle, DownloadId id) {
        return handle.createQuery("SELECT version, at, status, reason FROM " + table
                        + " WHERE download_id = :id ORDER BY version")
                .bind("id", id.text())
                .map((row, context) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("version"),
                Nanos.moment(row.getLong("at")),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("reason"));
    }
}
