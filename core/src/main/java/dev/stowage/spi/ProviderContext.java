package dev.stowage.spi;

import dev.stowage.model.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * What the host lends to a provider. Grows by default methods only; not to be implemented outside host and contract kit.
 *
 * @since 0.1
 */
public interface ProviderContext {
    /**
     * A declared setting, from whatever the host is configured with; its default when unset.
     *
     * @throws IllegalArgumentException when the provider has not declared the key, or declared it secret
     */
    Optional<String> setting(String key);

    /**
     * A declared secret setting; masked everywhere, readable only here. Source tokens are not settings: see
     * {@link SourceResolver#tokenOrigins()}.
     *
     * @throws IllegalArgumentException when the provider has not declared the key as secret
     */
    Optional<Secret> secret(String key);

    /**
     * The guarded HTTP stack.
     *
     * @throws IllegalStateException while a {@link HttpGateway} or {@link Storage} itself is created
     */
    HttpGateway http();

    /** The time; never call the system clock. */
    Clock clock();

    /** Threads that carry the host's naming, daemon and context rules; the caller bounds and ends what it starts. */
    ThreadFactory threads();

    /** A folder for this instance alone; exists, private, survives restarts when the host keeps state at all. */
    Path stateFolder();

    /**
     * Something the embedding host shares by type, such as its {@code javax.sql.DataSource}; core knows no such type. Core itself shares
     * {@link TokenLookup} with {@link HttpGateway} providers, and with nobody else.
     */
    <S> Optional<S> shared(Class<S> type);
}
