package dev.stowage.spi;

import java.util.Optional;

/**
 * Ground: everything Stowage remembers, behind one provider. Core brings an in-memory one; {@code adapter-persistence} the durable one.
 *
 * @since 0.1
 */
public interface Storage extends AutoCloseable {
    DownloadStore downloads();

    TokenStore tokens();

    WorkerStore workers();

    RuleStore rules();

    /**
     * Something that this storage shares with other providers by type, such as the database that it keeps everything in; they find it
     * through {@link ProviderContext#shared}, unless the host itself shares an object of that type. What it is stays the storage's: whoever
     * is lent it must not close it, and must not use it after the storage was closed.
     */
    default <S> Optional<S> lent(Class<S> type) {
        return Optional.empty();
    }

    /** Idempotent. */
    @Override
    void close();
}
