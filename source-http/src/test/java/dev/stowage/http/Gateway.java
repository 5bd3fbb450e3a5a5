package dev.stowage.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.OwnListeners;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.ManualClock;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** The HTTP stack as tests use it: on loopback, with short waits and a clock that stands still. */
final class Gateway implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final ManualClock clock = ManualClock.startingAt(START);
    final FakeCall call = FakeCall.local();
    private final GuardedHttp http;

    private Gateway(Builder builder) {
        http = new GuardedHttp(
                new HttpSettings(
                        builder.connect,
                        builder.answer,
                        builder.stall,
                        Cidr.parseList(builder.allowed),
                        "Stowage/test"),
                new Surroundings(
                        clock,
                        Optional.ofNullable(builder.tokens),
                        builder.listeners,
                        builder.names,
                        builder.authorities));
    }

    static Gateway onLoopback() {
        return new Builder().build();
    }

    HttpGateway http() {
        return http;
    }

    HttpReply fetch(URI address) throws StowageException {
        return http.fetch(HttpQuery.get(address), call);
    }

    HttpReply fetch(HttpQuery query) throws StowageException {
        return http.fetch(query, call);
    }

    HttpStream open(URI address) throws StowageException {
        return http.open(HttpQuery.get(address), call);
    }

    HttpStream open(HttpQuery query) throws StowageException {
        return http.open(query, call);
    }

    /** Asks for bytes and for metadata; both have to fail alike. */
    Problem problem(URI address) {
        Problem opening = Assertions.assertThrows(
                        StowageException.class, () -> open(address).close())
                .problem();
        Problem fetching = Assertions.assertThrows(StowageException.class, () -> fetch(address))
                .problem();
        Assertions.assertEquals(opening, fetching);
        return opening;
    }

    @Override
    public void close() {
        http.close();
        Assertions.assertEquals(0, call.registrations(), "forgotten subscriptions");
    }

    /** What a test changes. */
    static final class Builder {
        private String allowed = "127.0.0.0/8";
        private Duration connect = Duration.ofSeconds(20);
        private Duration answer = Duration.ofSeconds(20);
        private Duration stall = Duration.ofSeconds(20);
        private @Nullable TokenLookup tokens;
        private OwnListeners listeners = Set::of;
        private Dns names = Dns.SYSTEM;
        private Consumer<OkHttpClient.Builder> authorities = platform -> {};

        Builder allowed(String cidrs) {
            allowed = cidrs;
            return this;
        }

        Builder connect(Duration value) {
            connect = value;
            return this;
        }

        Builder answer(Duration value) {
            answer = value;
            return this;
        }

        Builder stall(Duration value) {
            stall = value;
            return this;
        }

        Builder tokens(TokenLookup value) {
            tokens = value;
            return this;
        }

        Builder listeners(OwnListeners value) {
            listeners = value;
            return this;
        }

        Builder authorities(Consumer<OkHttpClient.Builder> value) {
            authorities = value;
            return this;
        }

        /** Every name resolves to these literal addresses. */
        Builder everyNameIs(String... addresses) {
            names = name -> {
                List<InetAddress> found = new ArrayList<>();
                for (String address : addresses) {
                    found.add(InetAddress.getByName(address));
                }
                return found;
            };
            return this;
        }

        Builder names(Dns value) {
            names = value;
            return this;
        }

        Gateway build() {
            return new Gateway(this);
        }
    }
}
