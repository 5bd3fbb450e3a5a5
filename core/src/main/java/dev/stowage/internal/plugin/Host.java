package dev.stowage.internal.plugin;

import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Storage;
import dev.stowage.spi.TokenLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What all providers are lent alike; some of it joins while the others are being created. */
public interface Host {
    Optional<HttpGateway> http();

    Clock clock();

    ThreadFactory threads();

    /** A folder for one provider; it exists afterwards. */
    Path stateFolder(String providerId) throws IOException;

    <S> Optional<S> shared(Class<S> type);

    /** From now on the HTTP stack may be asked for. */
    void lend(HttpGateway gateway);

    /** From now on what the storage lends may be asked for. */
    void lend(Storage storage);

    /** From now on the HTTP stack may look up tokens. */
    void lend(TokenLookup lookup);
}
