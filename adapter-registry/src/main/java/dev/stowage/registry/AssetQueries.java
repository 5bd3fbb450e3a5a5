package dev.stowage.registry;

import static java.util.stream.Collectors.joining;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.FileKey;
import dev.stowage.model.SearchText;
import dev.stowage.model.Sha256;
import dev.stowage.persistence.Cursor;
import dev.stowage.persistence.Database;
import dev.stowage.persistence.Dialect;
import dev.stowage.persistence.Nanos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The statements about assets. */
final class AssetQueries {
    private static final String COLUMNS = "path, path_key, name, type, base_model, base_family, total_bytes, verdict,"
            + " version, check_condition, checked_at, search, state";
    private static final String VALUES = ":" + COLUMNS.replace(", ", ", :");
    private static final String ROW = "SELECT a.sha256, a.registered_at, a.state FROM ";
    private static final String NEWEST_FIRST = " ORDER BY a.registered_at DESC, a.sha256 DESC";
    private static final RowMapper<AssetRow> MAPPER = (row, context) ->
            new AssetRow(row.getString("sha256"), row.getLong("registered_at"), row.getString("state"));
    private static final String BETWEEN_WORDS = "\u001f";
    private static final String BEHIND_EVERY_DIGIT = "g";

    private final String assets;
    private final String origins;
    private final String tags;
    private final Dialect dialect;

    AssetQueries(Database database) {
        assets = database.schema() + ".assets";
        origins = database.schema() + ".asset_origins";
        tags = database.schema() + ".asset_tags";
        dialect = database.dialect();
    }

    /** Whether there was none of these bytes. */
    boolean insert(Handle handle, Asset asset) {
        return bind(
                                handle.createUpdate("INSERT INTO " + assets + " (sha256, registered_at, " + COLUMNS
                                        + ") VALUES (:sha256, :registered_at, " + VALUES
                                        + ") ON CONFLICT (sha256) DO NOTHING"),
                                asset)
                        .bind("registered_at", Nanos.of(asset.registeredAt()))
                        .execute()
                == 1;
    }

    /** Of one that this transaction holds. */
    void update(Handle handle, Asset asset) {
        bind(
                        handle.createUpdate("UPDATE " + assets + " SET (" + COLUMNS + ") = (" + VALUES
                                + ") WHERE sha256 = :sha256"),
                        asset)
                .execute();
    }

    /** With everything that hangs on it. */
    void delete(Handle handle, Sha256 id) {
        handle.createUpdate("DELETE FROM " + assets + " WHERE sha256 = :sha256")
                .bind("sha256", id.hex())
                .execute();
    }

    Optional<AssetRow> find(Handle handle, Sha256 id) {
        return one(handle, id, "");
    }

    /** As everybody has left it; nobody else changes it before this transaction ends. */
    Optional<AssetRow> hold(Handle handle, Sha256 id) {
        return one(handle, id, dialect.holding());
    }

    private Optional<AssetRow> one(Handle handle, Sha256 id, String holding) {
        return handle.createQuery(ROW + assets + " a WHERE a.sha256 = :sha256" + holding)
                .bind("sha256", id.hex())
                .map(MAPPER)
                .findOne();
    }

    /** Newest first. */
    List<AssetRow> findBySource(Handle handle, FileKey file) {
        return handle.createQuery(ROW + origins + " o JOIN " + assets
                        + " a ON a.sha256 = o.asset WHERE o.file_key = :key" + NEWEST_FIRST)
                .bind("key", TextKey.of(file))
                .map(MAPPER)
                .list();
    }

    /** Newest first. */
    List<AssetRow> findByPath(Handle handle, Path path) {
        return handle.createQuery(ROW + assets + " a WHERE a.path_key = :key" + NEWEST_FIRST)
                .bind("key", TextKey.of(path))
                .map(MAPPER)
                .list();
    }

    /** At most so many that match, newest first, those after the cursor. */
    List<AssetRow> search(Handle handle, AssetQuery wanted, Optional<Cursor> after, int limit) {
        Query query = handle.createQuery(searching(wanted, after.isPresent())).bind("limit", limit);
        wanted.type().ifPresent(type -> query.bind("type", type.text()));
        wanted.baseModel().ifPresent(base -> query.bind("base_model", base.text()));
        wanted.tag().ifPresent(tag -> query.bind("tag", TextKey.of(SearchText.folded(tag))));
        wanted.text().ifPresent(text -> query.bind("text", clean(SearchText.folded(text))));
        wanted.idPrefix().ifPresent(prefix -> query.bind("first", prefix).bind("behind", prefix + BEHIND_EVERY_DIGIT));
        wanted.origin().ifPresent(files -> query.bind("source", files.source()).bind("files", files.beginning()));
        after.ifPresent(cursor -> query.bind("at", cursor.createdAt()).bind("id", cursor.id()));
        return query.map(MAPPER).list();
    }

    /** A tag has its own index by age, so that a page of it is read in order, too. */
    String searching(AssetQuery wanted, boolean after) {
        boolean tagged = wanted.tag().isPresent();
        String from = tagged ? tags + " t JOIN " + assets + " a ON a.sha256 = t.asset" : assets + " a";
        String place = tagged ? "t.registered_at, t.asset" : "a.registered_at, a.sha256";
        List<String> conditions = new ArrayList<>();
        wanted.type().ifPresent(type -> conditions.add("a.type = :type"));
        wanted.baseModel().ifPresent(base -> conditions.add("a.base_model = :base_model"));
        wanted.tag().ifPresent(tag -> conditions.add("t.tag_key = :tag"));
        wanted.idPrefix().ifPresent(prefix -> conditions.add("a.sha256 >= :first AND a.sha256 < :behind"));
        wanted.origin()
                .ifPresent(files -> conditions.add("EXISTS (SELECT 1 FROM " + origins
                        + " o WHERE o.asset = a.sha256 AND o.source = :source"
                        + " AND substr(o.file_id, 1, length(:files)) = :files)"));
        wanted.text().ifPresent(text -> conditions.add(dialect.contains("a.search", "text")));
        if (after) {
            conditions.add("(" + place + ") < (:at, :id)");
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return ROW + from + where + " ORDER BY " + place.replace(",", " DESC,") + " DESC LIMIT :limit";
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Asset asset) {
        return statement
                .bind("sha256", asset.id().hex())
                .bind("path", asset.path().toString())
                .bind("path_key", TextKey.of(asset.path()))
                .bind("name", clean(asset.card().name()))
                .bind("type", asset.card().type().text())
                .bind(
                        "base_model",
                        asset.card().baseModel().map(BaseModel::text).orElse(null))
                .bind(
                        "base_family",
                        asset.card().baseFamily().map(BaseFamily::text).orElse(null))
                .bind("total_bytes", asset.totalBytes())
                .bind("verdict", asset.verdict().name().toLowerCase(Locale.ROOT))
                .bind("version", asset.version())
                .bind(
                        "check_condition",
                        asset.check()
                                .map(Check::condition)
                                .map(Check.Condition::wire)
                                .orElse(null))
                .bind("checked_at", asset.check().map(Check::at).map(Nanos::of).orElse(null))
                .bind(
                        "search",
                        SearchText.of(asset).stream().map(AssetQueries::clean).collect(joining(BETWEEN_WORDS)))
                .bind("state", AssetJson.write(asset));
    }

    /** PostgreSQL's texts cannot hold the character 0. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
