package dev.stowage.spi;

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

    /** Idempotent. */
    @Override
    void close();
}
