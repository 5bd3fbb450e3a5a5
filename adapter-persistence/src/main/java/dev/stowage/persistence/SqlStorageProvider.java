package dev.stowage.persistence;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * Durable storage in SQLite or PostgreSQL, as {@code sql}. It lends its {@link Database}.
 *
 * <p>Without {@code database-url} it takes the {@code javax.sql.DataSource} that the host shares, which has to lead to PostgreSQL, and
 * without that a file in its state folder.
 *
 * @since 0.1
 */
public final class SqlStorageProvider implements Provider<Storage> {
    @Override
    public Class<Storage> port() {
        return Storage.class;
    }

    @Override
    public String id() {
        return "sql";
    }

    @Override
    public List<Setting> settings() {
        return StorageSettings.declared();
    }

    @Override
    public Storage create(ProviderContext context) throws StowageException {
        StorageSettings settings = StorageSettings.of(context);
        Database database = new Database(settings.place(), settings.database());
        return new SqlStorage(database, settings.keys(), context.clock());
    }
}
