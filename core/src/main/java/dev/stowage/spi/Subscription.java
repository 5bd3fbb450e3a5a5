package dev.stowage.spi;

/**
 * Ends something that was registered; idempotent.
 *
 * @since 0.1
 */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
