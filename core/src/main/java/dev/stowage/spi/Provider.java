package dev.stowage.spi;

import java.util.List;

/**
 * What {@link java.util.ServiceLoader} finds: a public final class with a public no-arg constructor that names and creates one port or
 * ground service. List it in {@code META-INF/services/dev.stowage.spi.Provider}.
 *
 * @param <T> the port
 * @since 0.1
 */
public interface Provider<T> {
    /**
     * The port this creates: {@link SourceResolver}, {@link Downloader}, {@link HashVerifier}, {@link PlacementPolicy},
     * {@link AssetRegistry}, {@link WorkerSync}, or a ground service: {@link HttpGateway}, {@link Storage}, {@link FileInspector}.
     */
    Class<T> port();

    /** Stable id, {@code [a-z0-9-]{1,40}}, unique per port; stored with everything this provider is responsible for. */
    String id();

    /** The settings it understands; any other key given for this id is refused at start. */
    default List<Setting> settings() {
        return List.of();
    }

    /**
     * Creates one instance; may be called several times with different contexts; no I/O beyond reading its own settings.
     *
     * @throws StowageException when a setting has a value that cannot be meant; the others are still created, so that all problems are
     *     told at once
     */
    T create(ProviderContext context) throws StowageException;
}
