package dev.stowage.registry;

import dev.stowage.persistence.Database;
import dev.stowage.persistence.SqlStorageProvider;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import dev.stowage.tck.fake.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A storage and the library in its database, opened and closed as a host does it. */
final class Installation implements AutoCloseable {
    private final Supplier<Path> folder;
    private Optional<String> schema = Optional.empty();
    private final Map<String, String> librarySettings = new LinkedHashMap<>();
    private Optional<HttpGateway> http = Optional.empty();
    private Optional<DataSource> lent = Optional.empty();
    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-01T12:00:00Z"));
    private @Nullable Storage storage;
    private @Nullable SqlLibrary library;

    private Installation(Supplier<Path> folder) {
        this.folder = folder;
        librarySettings.put("previews", "off");
    }

    static Installation sqlite(Supplier<Path> folder) {
        return new Installation(folder);
    }

    static Installation postgres(Supplier<Path> folder) {
        Installation made = new Installation(folder);
        made.schema = Optional.of(Postgres.newSchema());
        return made;
    }

    /** Another process on the same database. */
    Installation another() {
        Installation other = new Installation(folder);
        other.schema = schema;
        return other;
    }

    /** Fetches previews through this. */
    Installation fetching(String which, HttpGateway through) {
        http = Optional.of(through);
        return set("previews", which);
    }

    /** Uses the host's connections. */
    Installation lending(UnaryOperator<DataSource> host) {
        lent = Optional.of(host.apply(Postgres.admin()));
        return this;
    }

    String schema() {
        return schema.orElseThrow();
    }

    Installation set(String key, String value) {
        librarySettings.put(key, value);
        return this;
    }

    ManualClock clock() {
        return clock;
    }

    Path previews() {
        return folder.get().resolve("previews");
    }

    SqlLibrary open() throws StowageException {
        SqlStorageProvider storages = new SqlStorageProvider();
        FakeProviderContext ground = new FakeProviderContext(storages, folder.get()).clock(clock);
        schema.ifPresent(name -> ground.set("schema", name));
        if (lent.isPresent()) {
            ground.share(DataSource.class, lent.get());
        } else if (schema.isPresent()) {
            ground.set("database-url", Postgres.url());
        }
        Storage opened = storages.create(ground);
        storage = opened;
        SqlLibraryProvider libraries = new SqlLibraryProvider();
        FakeProviderContext context = new FakeProviderContext(libraries, folder.get())
                .clock(clock)
                .share(Database.class, opened.lent(Database.class).orElseThrow());
        librarySettings.forEach(context::set);
        http.ifPresent(context::http);
        AssetRegistry made = libraries.create(context);
        library = (SqlLibrary) made;
        return library;
    }

    SqlLibrary library() {
        if (library == null) {
            throw new IllegalStateException("It is not open");
        }
        return library;
    }

    Database database() {
        if (storage == null) {
            throw new IllegalStateException("It is not open");
        }
        return storage.lent(Database.class).orElseThrow();
    }

    /** Ends one process and begins the next. */
    SqlLibrary reopen() throws StowageException {
        close();
        return open();
    }

    @Override
    public void close() {
        if (library != null) {
            library.close();
        }
        if (storage != null) {
            storage.close();
        }
    }
}
