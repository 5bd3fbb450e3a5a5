package dev.stowage.persistence;

import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.StorageContract;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class PostgresStorageContractTest extends StorageContract {
    private final String schema = Postgres.newSchema();

    @TempDir
    private Path folder;

    @Override
    protected Storage create() throws StowageException {
        return reopen();
    }

    @Override
    protected Storage reopen() throws StowageException {
        SqlStorageProvider provider = new SqlStorageProvider();
        return provider.create(new FakeProviderContext(provider, folder)
                .set("database-url", Postgres.url())
                .set("schema", schema));
    }
}
