package dev.stowage.tck;

import dev.stowage.spi.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a {@link Storage} owes: downloads, tokens, rules and the states of workers.
 *
 * <pre>{@code
 * final class MyStorageContractTest extends StorageContract {
 *     @TempDir Path folder;
 *
 *     protected Storage create() { return new MyStorage(folder); }
 *
 *     protected Storage reopen() { return new MyStorage(folder); }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class StorageContract extends DownloadStoreCases {
    private Storage storage;

    /** For subclasses. */
    protected StorageContract() {}

    /** A new storage without any content; closed by the kit. */
    protected abstract Storage create() throws Exception;

    /**
     * The same storage as a next process finds it. The one before is closed. Override it, or declare {@link Capability#DURABLE} unsupported
     * and return an empty one.
     */
    protected abstract Storage reopen() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        storage = create();
    }

    @AfterEach
    final void close() {
        storage.close();
    }

    @Override
    final Storage storage() {
        return storage;
    }

    @Override
    final void restart() throws Exception {
        storage.close();
        storage = reopen();
    }
}
