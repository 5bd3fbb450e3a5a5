package dev.stowage.api;

import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/**
 * What a {@link StowageBuilder} has collected; between it and {@link Assembly}, of no use to anybody else.
 *
 * @param folders where things go
 * @param found where providers come from
 * @param settings values by provider id and key
 * @param shared host objects by type
 * @param tokens tokens that the host gives, those that count first
 * @param ground threads, time and limits
 * @param role what it is there for
 * @since 0.1
 */
public record Wiring(
        Folders folders,
        Found found,
        Map<String, Map<String, String>> settings,
        Map<Class<?>, Object> shared,
        List<GivenToken> tokens,
        Ground ground,
        Role role) {
    public Wiring {
        settings = settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Map.copyOf(e.getValue())));
        shared = Map.copyOf(shared);
        tokens = List.copyOf(tokens);
    }

    /** A host object. */
    public <S> Optional<S> shared(Class<S> type) {
        return Optional.ofNullable(shared.get(type)).map(type::cast);
    }

    /**
     * Where things go.
     *
     * @param models where placed models go
     * @param data where state lives; in memory when empty
     */
    public record Folders(Optional<Path> models, Optional<Path> data) {}

    /**
     * Where providers come from.
     *
     * @param loaders class loaders to ask
     * @param pluginFolders folders of plugins
     * @param added providers added explicitly
     * @param instances ready instances
     */
    public record Found(
            List<ClassLoader> loaders, List<Path> pluginFolders, List<Added> added, List<Instance<?>> instances) {
        public Found {
            loaders = List.copyOf(loaders);
            pluginFolders = List.copyOf(pluginFolders);
            added = List.copyOf(added);
            instances = List.copyOf(instances);
        }
    }

    /**
     * A provider added explicitly.
     *
     * @param provider the provider
     * @param settings its own settings
     */
    public record Added(Provider<?> provider, Map<String, String> settings) {
        public Added {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * A ready instance of a port.
     *
     * @param port which port
     * @param id its id
     * @param instance the instance, owned by the host
     * @param <T> the port
     */
    public record Instance<T>(Class<T> port, String id, T instance) {}

    /**
     * A token that the host gives.
     *
     * @param user whose it is
     * @param source the id of the source
     * @param token the token
     * @param from where it comes from, to be shown
     */
    public record GivenToken(UserId user, String source, Secret token, String from) {}

    /**
     * Threads, time and limits.
     *
     * @param threads how threads are made
     * @param clock the time
     * @param limits how much at once
     */
    public record Ground(Optional<ThreadFactory> threads, Clock clock, Limits limits) {}

    /**
     * What this one is there for.
     *
     * @param scope which downloads it works on
     * @param purpose what it runs as, for whoever is refused its data folder
     */
    public record Role(Scope scope, Optional<String> purpose) {}
}
