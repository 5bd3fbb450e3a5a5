package dev.stowage.api;

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
 * @param ground threads, time and limits
 * @param role what it is there for
 * @since 0.1
 */
public record Wiring(
        Folders folders,
        Found found,
        Map<String, Map<String, String>> settings,
        Map<Class<?>, Object> shared,
        Ground ground,
        Role role) {
    public Wiring {
        settings = settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Map.copyOf(e.getValue())));
        shared = Map.copyOf(shared);
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
