package dev.stowage.tck;

import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What an {@link AssetRegistry} owes, and when it is one, an {@link AssetLibrary}; for a plain registry the tests of the library are
 * skipped.
 *
 * @since 0.1
 */
public abstract class AssetRegistryContract extends AssetLibraryCases {
    private AssetRegistry registry;

    /** For subclasses. */
    protected AssetRegistryContract() {}

    /** A new registry without any entry; closed by the kit when it is {@link AutoCloseable}. */
    protected abstract AssetRegistry create() throws Exception;

    /**
     * The same registry as a next process finds it. The one before is closed. Override it, or declare {@link Capability#DURABLE} unsupported
     * and return an empty one.
     */
    protected abstract AssetRegistry reopen() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        registry = create();
    }

    @AfterEach
    final void close() throws Exception {
        if (registry instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    final AssetRegistry registry() {
        return registry;
    }

    @Override
    final void restart() throws Exception {
        close();
        registry = reopen();
    }
}
