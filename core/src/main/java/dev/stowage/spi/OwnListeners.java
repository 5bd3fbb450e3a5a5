package dev.stowage.spi;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Where the embedding program itself listens; the host shares it so that the {@link HttpGateway} never connects there, whatever a link or a
 * redirect says and whatever addresses an administrator has allowed. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface OwnListeners {
    /** The addresses and ports as they are bound at this moment; a wildcard address stands for all of this machine. */
    Set<InetSocketAddress> bound();
}
