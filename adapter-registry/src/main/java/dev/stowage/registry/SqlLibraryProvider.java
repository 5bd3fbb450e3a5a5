package dev.stowage.registry;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.persistence.Database;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The asset library in the same database as everything else, with the bytes of previews beside it, as {@code library}.
 *
 * @since 0.1
 */
public final class SqlLibraryProvider implements Provider<AssetRegistry> {
    @Override
    public Class<AssetRegistry> port() {
        return AssetRegistry.class;
    }

    @Override
    public String id() {
        return "library";
    }

    @Override
    public List<Setting> settings() {
        return LibrarySettings.declared();
    }

    @Override
    public AssetRegistry create(ProviderContext context) throws StowageException {
        LibrarySettings settings = LibrarySettings.of(context);
        Database database = context.shared(Database.class).orElseThrow(SqlLibraryProvider::noDatabase);
        database.require(SqlLibrary.SCHEMA);
        PreviewDesk.Scope scope =
                new PreviewDesk.Scope(context.clock(), settings.perAsset(), settings.fetching() == Fetching.NEW);
        PreviewFiles files = new PreviewFiles(settings.folder());
        PreviewDesk desk = new PreviewDesk(database, files, scope, fetching(context, settings, files));
        return new SqlLibrary(database, desk, passing(context, settings));
    }

    /** Beside the folders of assets, whose names are two digits. */
    private static Optional<PassingPreviews> passing(ProviderContext context, LibrarySettings settings) {
        if (settings.fetching() == Fetching.OFF) {
            return Optional.empty();
        }
        PreviewCache cache =
                new PreviewCache(settings.folder().resolve("passing"), settings.cacheBytes(), context.clock());
        return Optional.of(
                new PassingPreviews(new PreviewFetch(context.http(), cache.files(), settings.limits()), cache));
    }

    /** Without an HTTP stack nothing can be fetched, so it is asked for only when something shall be. */
    private static Optional<Function<PreviewShelf, Previews>> fetching(
            ProviderContext context, LibrarySettings settings, PreviewFiles files) {
        if (settings.fetching() == Fetching.OFF) {
            return Optional.empty();
        }
        PreviewFetch fetch = new PreviewFetch(context.http(), files, settings.limits());
        Previews.Times times = new Previews.Times(context.clock(), settings.farewell());
        return Optional.of(shelf -> new Previews(shelf, fetch, times, context.threads()));
    }

    private static StowageException noDatabase() {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "keep the library in the database",
                "the storage in use shares no database",
                "Add stowage-adapter-persistence to the class path, or use another AssetRegistry."));
    }
}
