package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.Page;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.persistence.Cursor;
import dev.stowage.persistence.Database;
import dev.stowage.persistence.Schema;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Assets in the database. One row holds all of an asset; others beside it only serve to find it. */
final class SqlLibrary implements AssetLibrary, AutoCloseable {
    static final Schema SCHEMA = new Schema("library", 2, SqlLibrary.class);

    private final Database database;
    private final PreviewDesk previews;
    private final Optional<PassingPreviews> passing;
    private final AssetQueries assets;
    private final LookupQueries lookups;

    /** @param passing brings previews of what is no asset, unless nobody does */
    SqlLibrary(Database database, PreviewDesk previews, Optional<PassingPreviews> passing) {
        this.database = database;
        this.previews = previews;
        this.passing = passing;
        this.assets = new AssetQueries(database);
        this.lookups = new LookupQueries(database);
    }

    @Override
    public Optional<Asset> find(Sha256 id) throws StowageException {
        Optional<AssetRow> row = read(handle -> assets.find(handle, id));
        return row.isEmpty() ? Optional.empty() : Optional.of(row.get().read());
    }

    @Override
    public List<Asset> findBySource(FileKey file) throws StowageException {
        return AssetRow.readable(read(handle -> assets.findBySource(handle, file)));
    }

    @Override
    public List<Asset> findByPath(Path path) throws StowageException {
        return AssetRow.readable(read(handle -> assets.findByPath(handle, path)));
    }

    @Override
    public Asset register(Asset asset) throws StowageException {
        Asset stored = database.write(handle -> entered(handle, asset));
        if (!stored.previews().isEmpty()) {
            previews.wake();
        }
        return stored;
    }

    @Override
    public void forget(Sha256 id) throws StowageException {
        database.write(handle -> {
            assets.delete(handle, id);
            return true;
        });
        previews.forget(id);
    }

    @Override
    public Page<Asset> search(AssetQuery query) throws StowageException {
        Optional<Cursor> after = query.cursor().isPresent()
                ? Optional.of(Cursor.parse(query.cursor().get()))
                : Optional.empty();
        List<AssetRow> rows = read(handle -> assets.search(handle, query, after, query.limit() + 1));
        boolean more = rows.size() > query.limit();
        List<AssetRow> page = more ? rows.subList(0, query.limit()) : rows;
        Optional<String> next = more ? Optional.of(page.get(page.size() - 1).cursor()) : Optional.empty();
        return new Page<>(AssetRow.readable(page), next);
    }

    @Override
    public Optional<Asset> edit(Sha256 id, long version, Draft draft) throws StowageException {
        return database.write(handle -> changed(
                handle,
                id,
                stored -> stored.version() == version ? Optional.of(stored.edited(draft)) : Optional.empty()));
    }

    @Override
    public Optional<Asset> recordCheck(Sha256 id, Check check) throws StowageException {
        return database.write(handle -> changed(handle, id, stored -> Optional.of(stored.checked(check))));
    }

    @Override
    public Optional<StoredPreview> preview(Sha256 id, int n) throws StowageException {
        previews.begin();
        return previews.stored(id, n);
    }

    @Override
    public Optional<StoredPreview> preview(PreviewMedia media, Call call) throws StowageException {
        return passing.isPresent() ? Optional.of(passing.get().bring(media, call)) : Optional.empty();
    }

    @Override
    public void close() {
        previews.close();
    }

    private <R> R read(Database.Work<R> work) throws StowageException {
        previews.begin();
        return database.read(work);
    }

    private Asset entered(Handle handle, Asset asset) throws StowageException {
        while (true) {
            if (assets.insert(handle, asset)) {
                lookups.replace(handle, asset);
                previews.want(handle, asset);
                return asset;
            }
            Optional<Asset> again = changed(handle, asset.id(), stored -> Optional.of(stored.registeredAgain(asset)));
            if (again.isPresent()) {
                previews.want(handle, again.get());
                return again.get();
            }
            // it was there when it was to be inserted, and has been forgotten since
        }
    }

    /** Empty when there is nothing to change, or nothing shall be. */
    private Optional<Asset> changed(Handle handle, Sha256 id, Function<Asset, Optional<Asset>> change)
            throws StowageException {
        Optional<AssetRow> row = assets.hold(handle, id);
        Optional<Asset> after =
                row.isEmpty() ? Optional.empty() : change.apply(row.get().read());
        after.ifPresent(now -> {
            assets.update(handle, now);
            lookups.replace(handle, now);
        });
        return after;
    }
}
