package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.persistence.Database;
import dev.stowage.spi.StowageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Everything about previews: which are wanted, which are stored, and, when there is one, who fetches them. */
final class PreviewDesk implements PreviewShelf, AutoCloseable {
    private static final int BATCH = 50;

    private final Database database;
    private final PreviewQueries queries;
    private final PreviewFiles files;
    private final Clock clock;
    private final int most;
    private final boolean onlyNew;
    private final Instant since;
    private final Optional<Previews> fetching;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param fetching makes the one who fetches, unless nobody does */
    PreviewDesk(
            Database database, PreviewFiles files, Scope scope, Optional<Function<PreviewShelf, Previews>> fetching) {
        this.database = database;
        this.queries = new PreviewQueries(database);
        this.files = files;
        this.clock = scope.clock();
        this.most = scope.most();
        this.onlyNew = scope.onlyNew();
        this.since = scope.onlyNew() ? clock.instant() : Instant.MIN;
        this.fetching = fetching.map(make -> make.apply(this));
    }

    /**
     * Which previews are meant.
     *
     * @param clock tells the time
     * @param most how many of one asset
     * @param onlyNew whether those that were wanted earlier are left to somebody else
     */
    record Scope(Clock clock, int most, boolean onlyNew) {}

    /** In the transaction that registers the asset. */
    void want(Handle handle, Asset asset) {
        queries.want(handle, asset, most, clock.instant());
    }

    /** The library is in use: what earlier ones have left behind may be fetched. */
    void begin() {
        if (!onlyNew && !begun.getAndSet(true)) {
            wake();
        }
    }

    /** There may be something to fetch. Returns at once. */
    void wake() {
        fetching.ifPresent(Previews::wake);
    }

    void forget(Sha256 asset) {
        files.remove(asset);
    }

    /** One whose file somebody has taken away is wanted again. */
    Optional<StoredPreview> stored(Sha256 asset, int n) throws StowageException {
        Optional<PreviewQueries.Stored> stored = database.read(handle -> queries.stored(handle, asset, n));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Path file = files.file(asset, stored.get().file());
        if (Files.isRegularFile(file)) {
            return Optional.of(new StoredPreview(file, stored.get().mediaType()));
        }
        database.write(handle -> {
            queries.wantAgain(handle, asset, n, clock.instant());
            return true;
        });
        wake();
        return Optional.empty();
    }

    @Override
    public Due due(Instant now) throws StowageException {
        return database.read(handle -> {
            List<WantedPreview> due = queries.due(handle, now, since, BATCH);
            return new Due(due, due.size() == BATCH, queries.next(handle, now, since));
        });
    }

    @Override
    public boolean stored(WantedPreview wanted, FetchedPreview fetched) throws StowageException {
        return database.write(handle -> queries.store(handle, wanted, fetched));
    }

    @Override
    public void failed(WantedPreview wanted, String why, Optional<Instant> again) throws StowageException {
        database.write(handle -> {
            queries.fail(handle, wanted, why, again);
            return true;
        });
    }

    @Override
    public void close() {
        fetching.ifPresent(Previews::close);
    }
}
