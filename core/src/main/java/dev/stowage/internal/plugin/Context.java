package dev.stowage.internal.plugin;

import dev.stowage.model.Secret;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.TokenLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What one provider is lent. */
final class Context implements ProviderContext {
    private final Candidate candidate;
    private final Map<String, String> settings;
    private final Host host;

    Context(Candidate candidate, Map<String, String> settings, Host host) {
        this.candidate = candidate;
        this.settings = settings;
        this.host = host;
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
        if (candidate.port() == HttpGateway.class) {
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
        try {
            return host.stateFolder(candidate.id());
        } catch (IOException e) {
            throw new NoFolderException(
                    DiskProblem.of("make the folder of the provider " + candidate.id(), Path.of("providers"), e));
        }
    }

    @Override
    public <S> Optional<S> shared(Class<S> type) {
        if (type == TokenLookup.class && candidate.port() != HttpGateway.class) {
            return Optional.empty();
        }
        return host.shared(type);
    }

    private Setting declared(String key, boolean secret) {
        return candidate.declared().stream()
                .filter(setting -> setting.key().equals(key) && setting.secret() == secret)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        candidate.id() + " has not declared the " + (secret ? "secret " : "") + "setting " + key));
    }
}
