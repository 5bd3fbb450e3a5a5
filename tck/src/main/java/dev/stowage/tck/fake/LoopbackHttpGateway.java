package dev.stowage.tck.fake;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.RedirectTarget;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A plain HTTP/1.1 client for tests that talk to a {@link dev.stowage.tck.origin.ScriptedOrigin}: reaches loopback addresses only, opens
 * one connection per request, follows ten redirects, repeats nothing, sends what the query says and nothing else of interest. Knows no TLS
 * and no tokens. Thread-safe.
 *
 * @since 0.1
 */
public final class LoopbackHttpGateway implements HttpGateway {
    private static final int MAX_REDIRECTS = 10;

    private final Duration patience;

    /** @param patience how long it waits for a connection, and for the next bytes of an answer */
    public LoopbackHttpGateway(Duration patience) {
        this.patience = patience;
    }

    @Override
    public HttpReply fetch(HttpQuery query, Call call) throws StowageException {
        try (HttpStream stream = open(query, call)) {
            byte[] body = stream.body().readNBytes(Math.toIntExact(Math.min(query.capBytes() + 1, Integer.MAX_VALUE)));
            if (body.length > query.capBytes()) {
                throw failed(Codes.METADATA_TOO_LARGE, stream.origin(), "its answer is too large");
            }
            return new HttpReply(stream.status(), stream.headers(), stream.origin(), body);
        } catch (IOException e) {
            call.check();
            throw failed(Codes.CONNECTION_LOST, origin(query.address()), "the connection was lost");
        }
    }

    @Override
    public HttpStream open(HttpQuery query, Call call) throws StowageException {
        Optional<Followed> known =
                query.redirectTarget().filter(Followed.class::isInstance).map(Followed.class::cast);
        URI address = known.map(Followed::address).orElseGet(query::address);
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Exchange exchange = sent(address, query, call);
            if (!exchange.redirects()) {
                return hop == 0 && known.isEmpty() ? exchange : exchange.redirectedTo(new Followed(address));
            }
            exchange.close();
            address = address.resolve(exchange.headers().first("Location").orElse(""));
        }
        throw failed(Codes.REDIRECT_LOOP, origin(address), "it redirects without an end");
    }

    /** The address at the end of redirects; shows its origin only. */
    private record Followed(URI address) implements RedirectTarget {
        @Override
        public Origin origin() {
            return Origin.of(address).orElseThrow();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Followed[" + origin() + "]";
        }
    }

    private Exchange sent(URI address, HttpQuery query, Call call) throws StowageException {
        Origin origin = origin(address);
        call.check();
        try {
            InetAddress host = InetAddress.getByName(address.getHost());
            if (!host.isLoopbackAddress() || origin.encrypted()) {
                throw failed(Codes.ADDRESS_REFUSED, origin, "only plain loopback addresses are reached");
            }
            return Exchange.send(address, query, patience, call);
        } catch (IOException e) {
            call.check();
            throw new StowageException(problem(Codes.NO_ANSWER, origin, "it does not answer properly"), e);
        }
    }

    private static Origin origin(URI address) throws StowageException {
        return Origin.of(address)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.BAD_REDIRECT,
                        "get an answer",
                        "the address is none of the web",
                        "")));
    }

    private static StowageException failed(String code, Origin origin, String why) {
        return new StowageException(problem(code, origin, why));
    }

    private static Problem problem(String code, Origin origin, String why) {
        return Problem.of(Problem.Kind.NETWORK, code, "get an answer from " + origin.host(), why, "Try again later.")
                .canRetry();
    }
}
