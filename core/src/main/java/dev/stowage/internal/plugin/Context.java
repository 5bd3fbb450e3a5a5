package dev.stowage.internal.plugin;

import dev.stowage.model.Secret;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.TokenLookup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What one provider is lent. */
final class Context implements ProviderContext {
    private final Provider<?> provider;
    private final Map<String, String> settings;
    private final Host host;
    private final Path stateFolder;

    Context(Provider<?> provider, Map<String, String> settings, Host host, Path stateFolder) {
        this.provider = provider;
        this.settings = settings;
        this.host = host;
        this.stateFolder = stateFolder;
    }

    @Override
    public Optional<String> setting(String key) {
        Setting declared = declared(key, false);
        return Optional.ofNullable(settings.get(key)).or(declared::defaultValue);
    }

    @Override
    public Optional<Secret> secret(String key) {
        declared(key, true);
        return Optional.ofNullable(settings.get(key)).map(Secret::of);
    }

    @Override
    public HttpGateway http() {
        if (provider.port() == HttpGateway.class) {
            throw new IllegalStateException("The HTTP stack is only being created");
        }
        return host.http().orElseThrow(NoHttpException::new);
    }

    @Override
    public Clock clock() {
        return host.clock();
    }

    @Override
    public ThreadFactory threads() {
        return host.threads();
    }

    @Override
    public Path stateFolder() {
        return stateFolder;
    }

    @Override
    public <S> Optional<S> shared(Class<S> type) {
        if (type == TokenLookup.class && provider.port() != HttpGateway.class) {
            return Optional.empty();
        }
        return host.shared(type);
    }

    private Setting declared(String key, boolean secret) {
        return provider.settings().stream()
                .filter(setting -> setting.key().equals(key) && setting.secret() == secret)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        provider.id() + " has not declared the " + (secret ? "secret " : "") + "setting " + key));
    }
}
