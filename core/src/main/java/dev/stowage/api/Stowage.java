package dev.stowage.api;

import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.util.List;

/**
 * A running manager. Thread-safe; no shutdown hook, no environment read, no signal handled.
 *
 * <p>A data folder belongs to one Stowage at a time, in this process or any other. {@link #start} and whatever changes a download or an asset
 * take it first and keep it until {@link #close}; when another one has it they fail with {@code already_running}, naming who. Building one
 * and reading through it takes nothing and always works. A process that is killed leaves the folder free. On a file system without locks a
 * data folder is refused with {@code not_supported}. Without a data folder nothing is locked.
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

    /**
     * Recovers what was interrupted and begins to work the queue, as far as {@link StowageBuilder#work} says; without it, everything but
     * downloading works. Idempotent.
     *
     * @throws StowageException with {@code already_running} when another process has the data folder; nothing has begun then
     */
    public void start() throws StowageException {
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

    /** The users' tokens for the sources. */
    public Tokens tokens() {
        return running.tokens();
    }

    /** The workers, and what each of them has. */
    public Workers workers() {
        return running.workers();
    }

    /** Where files belong, by rules. */
    public Rules rules() {
        return running.rules();
    }

    /** Pictures and clips of what is no asset yet. */
    public Previews previews() {
        return running.previews();
    }

    /** What was found, created or refused while wiring, in order of creation. */
    public List<ProviderReport> providers() {
        return running.providers();
    }

    /** Hears every change from now on, in order per download; close to stop. */
    public Subscription listen(StowageListener listener) {
        return running.listen(listener);
    }

    /**
     * Parks running downloads so that they resume, waits a bounded time, ends all own threads, closes all ports in reverse order of
     * creation, gives the data folder back. Idempotent. Nothing can be changed through it afterwards.
     */
    @Override
    public void close() {
        running.close();
    }
}
