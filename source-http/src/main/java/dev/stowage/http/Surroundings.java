package dev.stowage.http;

import dev.stowage.spi.OwnListeners;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.TokenLookup;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/**
 * What the HTTP stack finds around it. Tests bring another name service and another authority; nothing else can, so that no switch turns
 * certificates off.
 *
 * @param clock the time
 * @param tokens which secrets may be used where
 * @param listeners where this program listens itself
 * @param names looks names up
 * @param authorities changes whose certificates are believed; production leaves that to the platform
 */
record Surroundings(
        Clock clock,
        Optional<TokenLookup> tokens,
        OwnListeners listeners,
        Dns names,
        Consumer<OkHttpClient.Builder> authorities) {
    static Surroundings of(ProviderContext context) {
        return new Surroundings(
                context.clock(),
                context.shared(TokenLookup.class),
                context.shared(OwnListeners.class).orElse(Set::of),
                Dns.SYSTEM,
                platform -> {});
    }
}
