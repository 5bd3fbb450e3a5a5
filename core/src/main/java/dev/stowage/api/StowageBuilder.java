package dev.stowage.api;

import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.Provider;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Wires a {@link Stowage}. Both doors lead to the same catalogue: what is added explicitly wins over what is discovered. Not thread-safe.
 *
 * @since 0.1
 */
public final class StowageBuilder {
    private final List<ClassLoader> loaders = new ArrayList<>();
    private final List<Path> pluginFolders = new ArrayList<>();
    private final List<Wiring.Added> added = new ArrayList<>();
    private final List<Wiring.Instance<?>> instances = new ArrayList<>();
    private final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    private final Map<Class<?>, Object> shared = new HashMap<>();
    private final List<Wiring.GivenToken> tokens = new ArrayList<>();
    private @Nullable Path models;
    private @Nullable Path data;
    private @Nullable ThreadFactory threads;
    private Clock clock = Clock.systemUTC();
    private Limits limits = Limits.DEFAULT;
    private Scope scope = Scope.ALL;
    private @Nullable String purpose;

    StowageBuilder() {}

    /** Adds every provider that this loader sees. Never the thread's context loader by itself. */
    public StowageBuilder discover(ClassLoader loader) {
        loaders.add(loader);
        return this;
    }

    /** Adds each sub-folder as one plugin with its own class loader; a folder that is absent holds no plugin. */
    public StowageBuilder plugins(Path folder) {
        pluginFolders.add(folder.toAbsolutePath());
        return this;
    }

    /** Adds one provider; the settings are its own keys without prefix. */
    public StowageBuilder add(Provider<?> provider, Map<String, String> ownSettings) {
        added.add(new Wiring.Added(provider, ownSettings));
        return this;
    }

    /** Sets a value for a provider of this id, wherever it comes from. */
    public StowageBuilder setting(String providerId, String key, String value) {
        settings.computeIfAbsent(providerId, id -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    /** Adds a ready instance of a port, for tests and hosts with their own registry or worker pool. The host closes it itself. */
    public <T> StowageBuilder use(Class<T> port, String id, T instance) {
        instances.add(new Wiring.Instance<>(port, id, instance));
        return this;
    }

    /** Shares a host object with providers by type. */
    public <S> StowageBuilder share(Class<S> type, S object) {
        shared.put(type, object);
        return this;
    }

    /**
     * Gives a user's token for a source. It counts before a stored one and is never stored; of several for the same user and source the
     * first counts. {@link #build} fails when no request could carry it, and when no source of that id shows tokens.
     *
     * @param from where it comes from, to be shown: the name of a variable, an option or a file
     */
    public StowageBuilder token(UserId user, String source, Secret token, String from) {
        tokens.add(new Wiring.GivenToken(user, source, token, from));
        return this;
    }

    /** Where placed models go (required) and where state lives. */
    public StowageBuilder folders(Path modelsFolder, Path dataFolder) {
        data = dataFolder.toAbsolutePath();
        return folders(modelsFolder);
    }

    /** Where placed models go; state lives in memory and does not survive, unless a durable {@code Storage} is wired. */
    public StowageBuilder folders(Path modelsFolder) {
        models = modelsFolder.toAbsolutePath().normalize();
        return this;
    }

    /** How threads are made; default: named daemon threads. Pools are Stowage's own and bounded. */
    public StowageBuilder threads(ThreadFactory factory) {
        threads = factory;
        return this;
    }

    /** The time; default: the system's. */
    public StowageBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /** How much at once and how patiently; default: {@link Limits#DEFAULT}. */
    public StowageBuilder limits(Limits wanted) {
        limits = wanted;
        return this;
    }

    /** Which of the stored downloads are worked on; default: all. */
    public StowageBuilder work(Scope wanted) {
        scope = wanted;
        return this;
    }

    /** What this one runs as, a few words such as {@code stowage serve}: told to whoever is refused its data folder. */
    public StowageBuilder purpose(String words) {
        purpose = words;
        return this;
    }

    /**
     * Creates ground, then ports. Starts nothing.
     *
     * @throws StowageException once, with every problem found
     */
    public Stowage build() throws StowageException {
        Wiring wiring = new Wiring(
                new Wiring.Folders(Optional.ofNullable(models), Optional.ofNullable(data)),
                new Wiring.Found(loaders, pluginFolders, added, instances),
                settings,
                shared,
                tokens,
                new Wiring.Ground(Optional.ofNullable(threads), clock, limits),
                new Wiring.Role(scope, Optional.ofNullable(purpose)));
        return new Stowage(assembly().assemble(wiring));
    }

    private static Assembly assembly() {
        return ServiceLoader.load(Assembly.class, StowageBuilder.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("stowage-core is not complete: it has no Assembly"));
    }
}
