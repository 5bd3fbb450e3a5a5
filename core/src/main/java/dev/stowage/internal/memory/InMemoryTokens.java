package dev.stowage.internal.memory;

import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import dev.stowage.spi.TokenStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets by user and purpose. Memory is not encrypted; nothing is ever written. */
final class InMemoryTokens implements TokenStore {
    private final Map<Key, Secret> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<Secret> find(UserId user, String source) {
        return Optional.ofNullable(tokens.get(new Key(user, source)));
    }

    @Override
    public void put(UserId user, String source, Secret token) {
        tokens.put(new Key(user, source), token);
    }

    @Override
    public void remove(UserId user, String source) {
        tokens.remove(new Key(user, source));
    }

    private record Key(UserId user, String source) {}
}
