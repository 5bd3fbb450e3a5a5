package dev.stowage.internal;

import dev.stowage.api.Wiring;
import dev.stowage.internal.files.StateFolders;
import dev.stowage.internal.plugin.Host;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Storage;
import dev.stowage.spi.TokenLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What providers are lent; the HTTP stack and what the storage lends join when they are there. */
final class LentHost implements Host {
    private final Wiring wiring;
    private final ThreadFactory threads;
    private final StateFolders folders;
    private @Nullable HttpGateway http;
    private @Nullable TokenLookup tokens;
    private @Nullable Storage storage;

    LentHost(Wiring wiring, ThreadFactory threads, StateFolders folders) {
        this.wiring = wiring;
        this.threads = threads;
        this.folders = folders;
    }

    @Override
    public void lend(TokenLookup lookup) {
        tokens = lookup;
    }

    @Override
    public void lend(Storage ground) {
        storage = ground;
    }

    @Override
    public void lend(HttpGateway gateway) {
        http = gateway;
    }

    @Override
    public Optional<HttpGateway> http() {
        return Optional.ofNullable(http);
    }

    @Override
    public Clock clock() {
        return wiring.ground().clock();
    }

    @Override
    public ThreadFactory threads() {
        return threads;
    }

    @Override
    public Path stateFolder(String providerId) throws IOException {
        return folders.of(providerId);
    }

    @Override
    public <S> Optional<S> shared(Class<S> type) {
        if (type == TokenLookup.class) {
            return Optional.ofNullable(tokens).map(type::cast);
        }
        Optional<S> hosts = wiring.shared(type);
        return hosts.isPresent() || storage == null ? hosts : storage.lent(type);
    }
}
