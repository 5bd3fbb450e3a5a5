package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.persistence.Database;
import dev.stowage.persistence.Nanos;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements about previews and what becomes of them. */
final class PreviewQueries {
    /** Written out, not bound: the index of what is wanted holds these rows alone. */
    private static final String WANTED = " WHERE state = 'wanted' AND wanted_at >= :since";

    private final String table;
    private final String origins;

    PreviewQueries(Database database) {
        table = database.schema() + ".asset_previews";
        origins = database.schema() + ".asset_origins";
    }

    /** Remembers those of the asset's first previews that are not known yet. */
    void want(Handle handle, Asset asset, int most, Instant now) {
        PreparedBatch rows = handle.prepareBatch("INSERT INTO " + table
                + " (asset, n, url, kind, state, wanted_at, retry_at, attempts)"
                + " VALUES (:asset, :n, :url, :kind, 'wanted', :now, :now, 0) ON CONFLICT (asset, n) DO NOTHING");
        List<PreviewMedia> previews = asset.previews();
        for (int n = 0; n < Math.min(most, previews.size()); n++) {
            PreviewMedia preview = previews.get(n);
            rows.bind("asset", asset.id().hex())
                    .bind("n", n)
                    .bind("url", preview.address().toString())
                    .bind("kind", preview.kind().wire())
                    .bind("now", Nanos.of(now))
                    .add();
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    /** At most so many whose time has come, of those that have been wanted since then; the newest first. */
    List<WantedPreview> due(Handle handle, Instant now, Instant since, int limit) {
        return handle.createQuery("SELECT asset, n, url, attempts, wanted_at, (SELECT source FROM " + origins
                        + " o WHERE o.asset = " + table + ".asset ORDER BY at DESC, file_key LIMIT 1) AS source FROM "
                        + table + WANTED + " AND retry_at <= :now ORDER BY wanted_at DESC, asset, n LIMIT :limit")
                .bind("since", Nanos.of(since))
                .bind("now", Nanos.of(now))
                .bind("limit", limit)
                .map((row, context) -> new WantedPreview(
                        new Sha256(row.getString("asset")),
                        row.getInt("n"),
                        row.getString("url"),
                        row.getInt("attempts"),
                        Nanos.moment(row.getLong("wanted_at")),
                        Optional.ofNullable(row.getString("source"))))
                .list();
    }

    /** When the next one's time comes, of those that have been wanted since then. */
    Optional<Instant> next(Handle handle, Instant now, Instant since) {
        return handle.createQuery(
                        "SELECT retry_at FROM " + table + WANTED + " AND retry_at > :now ORDER BY retry_at LIMIT 1")
                .bind("since", Nanos.of(since))
                .bind("now", Nanos.of(now))
                .map((row, context) -> Nanos.moment(row.getLong("retry_at")))
                .findOne();
    }

    /** Whether it is still wanted by anybody. */
    boolean store(Handle handle, WantedPreview wanted, FetchedPreview fetched) {
        return handle.createUpdate("UPDATE " + table + " SET state = 'stored', file = :file, media_type = :type,"
                                + " sha256 = :sha256, total_bytes = :bytes, problem = NULL"
                                + " WHERE asset = :asset AND n = :n")
                        .bind("file", fetched.file())
                        .bind("type", fetched.media().type())
                        .bind("sha256", fetched.sha256().hex())
                        .bind("bytes", fetched.totalBytes())
                        .bind("asset", wanted.asset().hex())
                        .bind("n", wanted.n())
                        .execute()
                == 1;
    }

    void fail(Handle handle, WantedPreview wanted, String why, Optional<Instant> again) {
        handle.createUpdate("UPDATE " + table + " SET state = :state, attempts = attempts + 1, problem = :why,"
                        + " retry_at = :again WHERE asset = :asset AND n = :n AND state = 'wanted'")
                .bind("state", again.isPresent() ? "wanted" : "failed")
                .bind("why", why)
                .bind("again", again.map(Nanos::of).orElse(0L))
                .bind("asset", wanted.asset().hex())
                .bind("n", wanted.n())
                .execute();
    }

    /** The name of its file and its media type, once it is stored. */
    Optional<Stored> stored(Handle handle, Sha256 asset, int n) {
        return handle.createQuery("SELECT file, media_type FROM " + table
                        + " WHERE asset = :asset AND n = :n AND state = 'stored'")
                .bind("asset", asset.hex())
                .bind("n", n)
                .map((row, context) -> new Stored(row.getString("file"), row.getString("media_type")))
                .findOne();
    }

    /** Its file has gone. */
    void wantAgain(Handle handle, Sha256 asset, int n, Instant now) {
        handle.createUpdate("UPDATE " + table + " SET state = 'wanted', attempts = 0, wanted_at = :now, retry_at = :now"
                        + " WHERE asset = :asset AND n = :n AND state = 'stored'")
                .bind("asset", asset.hex())
                .bind("n", n)
                .bind("now", Nanos.of(now))
                .execute();
    }

    /**
     * A preview that is on this machine.
     *
     * @param file the name of its file in the asset's folder
     * @param mediaType what its bytes are
     */
    record Stored(String file, String mediaType) {}
}
