package dev.stowage.registry;

import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.AssetRegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class PostgresLibraryContractTest extends AssetRegistryContract {
    @TempDir
    private Path folder;

    private final Installation installation = Installation.postgres(() -> folder);

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Override
    protected AssetRegistry create() throws StowageException {
        return installation.open();
    }

    @Override
    protected AssetRegistry reopen() throws StowageException {
        return installation.reopen();
    }
}
