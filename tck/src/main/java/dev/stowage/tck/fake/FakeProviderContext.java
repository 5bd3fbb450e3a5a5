package dev.stowage.tck.fake;

import dev.stowage.model.Secret;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a host lends to a provider, as strict as a host: a key that was not declared is refused. Configure it before use; afterwards it is
 * thread-safe.
 *
 * @since 0.1
 */
public final class FakeProviderContext implements ProviderContext {
    private final List<Setting> declared;
    private final Path stateFolder;
    private final Map<String, String> values = new HashMap<>();
    private final Map<Class<?>, Object> shared = new HashMap<>();
    private @Nullable HttpGateway gateway;
    private Clock clock = ManualClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    /**
     * Creates one with no setting set, no network and a clock that stands still.
     *
     * @param provider whose settings may be asked for
     * @param stateFolder an existing folder
     */
    public FakeProviderContext(Provider<?> provider, Path stateFolder) {
        this.declared = List.copyOf(provider.settings());
        this.stateFolder = stateFolder;
    }

    /** Sets a setting, secret or not. @throws IllegalArgumentException when the provider has not declared it */
    public FakeProviderContext set(String key, String value) {
        if (declared.stream().noneMatch(setting -> setting.key().equals(key))) {
            throw new IllegalArgumentException("The provider has no setting " + key);
        }
        values.put(key, value);
        return this;
    }

    /** Lends this network. */
    public FakeProviderContext http(HttpGateway lent) {
        gateway = lent;
        return this;
    }

    /** Lends this clock. */
    public FakeProviderContext clock(Clock lent) {
        clock = lent;
        return this;
    }

    /** Shares an object by its type. */
    public <S> FakeProviderContext share(Class<S> type, S object) {
        shared.put(type, object);
        return this;
    }

    @Override
    public Optional<String> setting(String key) {
        Setting setting = declared(key, false);
        return Optional.ofNullable(values.get(key)).or(setting::defaultValue);
    }

    @Override
    public Optional<Secret> secret(String key) {
        Setting setting = declared(key, true);
        return Optional.ofNullable(values.get(key)).or(setting::defaultValue).map(Secret::of);
    }

    @Override
    public HttpGateway http() {
        if (gateway == null) {
            throw new IllegalStateException("This test lends no network");
        }
        return gateway;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "fake-host");
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public Path stateFolder() {
        return stateFolder;
    }

    @Override
    public <S> Optional<S> shared(Class<S> type) {
        return Optional.ofNullable(shared.get(type)).map(type::cast);
    }

    private Setting declared(String key, boolean secret) {
        return declared.stream()
                .filter(setting -> setting.key().equals(key) && setting.secret() == secret)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The provider has not declared " + key + (secret ? " as a secret" : " as a plain setting")));
    }
}
