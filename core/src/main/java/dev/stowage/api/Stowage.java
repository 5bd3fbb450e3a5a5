package dev.stowage.api;

import dev.stowage.spi.Subscription;
import java.util.List;

/**
 * A running manager. Thread-safe; one per data folder; nothing static, no shutdown hook, no environment read, no signal handled.
 *
 * @since 0.1
 */
public final class Stowage implements AutoCloseable {
    private final Assembly.Running running;

    Stowage(Assembly.Running running) {
        this.running = running;
    }

    /** Begins wiring; nothing is opened before {@link StowageBuilder#build}. */
    public static StowageBuilder builder() {
        return new StowageBuilder();
    }

    /** Recovers what was interrupted and begins to work the queue; without it, everything but downloading works. Idempotent. */
    public void start() {
        running.start();
    }

    /** Previews, submits and steers downloads. */
    public Downloads downloads() {
        return running.downloads();
    }

    /**
     * The assets.
     *
     * @throws UnsupportedOperationException when the registry is not an {@link dev.stowage.spi.AssetLibrary}
     */
    public Library library() {
        return running.library();
    }

    /** What was found, created or refused while wiring, in order of creation. */
    public List<ProviderReport> providers() {
        return running.providers();
    }

    /** Hears every change, in order per download; close to stop. */
    public Subscription listen(StowageListener listener) {
        return running.listen(listener);
    }

    /**
     * Parks running downloads so that they resume, waits a bounded time, ends all own threads, closes all ports in reverse order of
     * creation. Idempotent.
     */
    @Override
    public void close() {
        running.close();
    }
}
