package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.FileKey;
import dev.stowage.model.SearchText;
import dev.stowage.model.Sha256;
import dev.stowage.persistence.Database;
import dev.stowage.persistence.Nanos;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements about the rows by which an asset is looked up: where it came from, and its tags. */
final class LookupQueries {
    private final String origins;
    private final String tags;

    LookupQueries(Database database) {
        origins = database.schema() + ".asset_origins";
        tags = database.schema() + ".asset_tags";
    }

    /** Makes them those of this asset. */
    void replace(Handle handle, Asset asset) {
        delete(handle, origins, asset.id());
        addOrigins(handle, asset);
        delete(handle, tags, asset.id());
        addTags(handle, asset);
    }

    private static void delete(Handle handle, String table, Sha256 asset) {
        handle.createUpdate("DELETE FROM " + table + " WHERE asset = :asset")
                .bind("asset", asset.hex())
                .execute();
    }

    private void addOrigins(Handle handle, Asset asset) {
        PreparedBatch rows = handle.prepareBatch("INSERT INTO " + origins
                + " (asset, file_key, source, file_id, at) VALUES (:asset, :key, :source, :file, :at)"
                + " ON CONFLICT (asset, file_key) DO NOTHING");
        for (AssetOrigin origin : asset.origins()) {
            FileKey file = origin.file();
            rows.bind("asset", asset.id().hex())
                    .bind("key", TextKey.of(file))
                    .bind("source", file.source())
                    .bind("file", file.id())
                    .bind("at", Nanos.of(origin.at()))
                    .add();
        }
        execute(rows);
    }

    private void addTags(Handle handle, Asset asset) {
        PreparedBatch rows = handle.prepareBatch(
                "INSERT INTO " + tags
                        + " (asset, tag_key, registered_at) VALUES (:asset, :tag, :at) ON CONFLICT (asset, tag_key) DO NOTHING");
        List<String> folded =
                asset.card().tags().stream().map(SearchText::folded).distinct().toList();
        for (String tag : folded) {
            rows.bind("asset", asset.id().hex())
                    .bind("tag", TextKey.of(tag))
                    .bind("at", Nanos.of(asset.registeredAt()))
                    .add();
        }
        execute(rows);
    }

    private static void execute(PreparedBatch rows) {
        if (rows.size() > 0) {
            rows.execute();
        }
    }
}
