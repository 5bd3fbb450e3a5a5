package dev.stowage.persistence;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements about downloads. */
final class DownloadQueries {
    private static final String COLUMNS = "url, url_key, source, file_key, status, hash, file_name, file_path, owner,"
            + " group_id, priority, retry_at, search, version, created_at, updated_at, state";
    private static final RowMapper<DownloadRow> ROW =
            (row, context) -> new DownloadRow(row.getString("id"), row.getLong("created_at"), row.getString("state"));

    private final String table;
    private final Dialect dialect;

    DownloadQueries(Database database) {
        table = database.schema() + ".downloads";
        dialect = database.dialect();
    }

    /** Whether there was none of this id. */
    boolean insert(Handle handle, Download download) {
        String values = ":" + COLUMNS.replace(", ", ", :");
        return bind(
                                handle.createUpdate("INSERT INTO " + table + " (id, " + COLUMNS + ") VALUES (:id, "
                                        + values + ") ON CONFLICT (id) DO NOTHING"),
                                download)
                        .execute()
                == 1;
    }

    /** Whether the version before this one was there. */
    boolean update(Handle handle, Download next) {
        String values = ":" + COLUMNS.replace(", ", ", :");
        return bind(
                                handle.createUpdate("UPDATE " + table + " SET (" + COLUMNS + ") = (" + values
                                        + ") WHERE id = :id AND version = :before"),
                                next)
                        .bind("before", next.version() - 1)
                        .execute()
                == 1;
    }

    Optional<DownloadRow> find(Handle handle, DownloadId id) {
        return handle.createQuery("SELECT id, created_at, state FROM " + table + " WHERE id = :id")
                .bind("id", id.text())
                .map(ROW)
                .findOne();
    }

    /** Those whose time has come, by priority, then age. */
    List<DownloadRow> due(Handle handle, Status status, Instant now, Range range) {
        return handle.createQuery("SELECT id, created_at, state FROM " + table
                        + " WHERE status = :status AND (retry_at IS NULL OR retry_at <= :now)"
                        + " ORDER BY priority DESC, created_at, id LIMIT :limit OFFSET :offset")
                .bind("status", status.wire())
                .bind("now", Nanos.of(now))
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .map(ROW)
                .list();
    }

    /**
     * How many rows of an answer, after how many.
     *
     * @param limit at most so many
     * @param offset that are left out before
     */
    record Range(int limit, int offset) {}

    /** At most so many that match, newest first, those after the cursor. */
    List<DownloadRow> list(Handle handle, DownloadQuery wanted, Optional<Cursor> after, int limit) {
        Query query = handle.createQuery("SELECT id, created_at, state FROM " + table + where(wanted, after)
                + " ORDER BY " + age(wanted) + " DESC, id DESC LIMIT :limit");
        bind(query, wanted);
        after.ifPresent(cursor -> query.bind("at", cursor.createdAt()).bind("id", cursor.id()));
        return query.bind("limit", limit).map(ROW).list();
    }

    /** How many match, by the stored word of their status; its cursor and limit mean nothing here. */
    Map<String, Long> counts(Handle handle, DownloadQuery wanted) {
        Query query = handle.createQuery("SELECT status, COUNT(*) AS downloads FROM " + table
                + where(wanted, Optional.empty()) + " GROUP BY status");
        bind(query, wanted);
        return query.reduceRows(new HashMap<>(), (counts, row) -> {
            counts.put(row.getColumn("status", String.class), row.getColumn("downloads", Long.class));
            return counts;
        });
    }

    private static void bind(Query query, DownloadQuery wanted) {
        if (!wanted.statuses().isEmpty()) {
            query.bindList(
                    "statuses", wanted.statuses().stream().map(Status::wire).toList());
        }
        wanted.owner().ifPresent(owner -> query.bind("owner", owner.text()));
        wanted.reference().ifPresent(reference -> query.bind("url_key", Columns.key(reference)));
        wanted.group().ifPresent(group -> query.bind("group_id", group.text()));
        wanted.changedSince().ifPresent(since -> query.bind("since", Nanos.of(since)));
        wanted.text().ifPresent(text -> query.bind("text", Columns.searchable(text)));
    }

    private String where(DownloadQuery wanted, Optional<Cursor> after) {
        List<String> conditions = new ArrayList<>();
        if (!wanted.statuses().isEmpty()) {
            conditions.add("status IN (<statuses>)");
        }
        wanted.owner().ifPresent(owner -> conditions.add("owner = :owner"));
        wanted.reference().ifPresent(reference -> conditions.add("url_key = :url_key"));
        wanted.group().ifPresent(group -> conditions.add("group_id = :group_id"));
        wanted.changedSince().ifPresent(since -> conditions.add("updated_at >= :since"));
        wanted.text().ifPresent(text -> conditions.add(dialect.contains("search", "text")));
        after.ifPresent(cursor -> conditions.add("(" + age(wanted) + ", id) < (:at, :id)"));
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** What has changed is little, and found by when it changed: the sign keeps the index of ages, which begins with the newest of all, out. */
    private static String age(DownloadQuery wanted) {
        return wanted.changedSince().isPresent() ? "+created_at" : "created_at";
    }

    private static Update bind(Update update, Download download) {
        return update.bind("id", download.id().text())
                .bind("url", Columns.clean(download.reference().text()))
                .bind("url_key", Columns.key(download.reference()))
                .bind("source", download.file().map(file -> file.source()).orElse(null))
                .bind(
                        "file_key",
                        download.file().map(file -> Columns.clean(file.id())).orElse(null))
                .bind("status", download.status().wire())
                .bind("hash", Columns.hash(download).orElse(null))
                .bind("file_name", download.fileName().map(name -> name.value()).orElse(null))
                .bind(
                        "file_path",
                        download.filePath().map(path -> path.toString()).orElse(null))
                .bind("owner", download.owner().text())
                .bind("group_id", download.group().map(DownloadId::text).orElse(null))
                .bind("priority", download.priority())
                .bind("retry_at", download.retryAt().map(Nanos::of).orElse(null))
                .bind("search", Columns.search(download))
                .bind("version", download.version())
                .bind("created_at", Nanos.of(download.createdAt()))
                .bind("updated_at", Nanos.of(download.updatedAt()))
                .bind("state", DownloadJson.write(download));
    }
}
