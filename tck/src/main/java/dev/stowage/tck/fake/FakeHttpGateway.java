package dev.stowage.tck.fake;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network of recorded answers, by exact URL. A request for anything else is a failed test: it throws {@link AssertionError} and is kept
 * for {@link #unexpected}, should the caller swallow that. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeHttpGateway implements HttpGateway {
    private final Map<URI, Answer> answers = new HashMap<>();
    private final List<HttpQuery> requests = new ArrayList<>();
    private final List<URI> unexpected = new ArrayList<>();
    private OptionalInt otherwise = OptionalInt.empty();

    /** Creates one without answers. */
    public FakeHttpGateway() {}

    /** Answers this URL with 200 and this JSON text, every time. */
    public FakeHttpGateway json(String url, String body) {
        return reply(url, 200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers this URL with this status and no body, every time. */
    public FakeHttpGateway status(String url, int status) {
        return reply(url, status, Map.of(), new byte[0]);
    }

    /** Answers this URL in this way, every time. */
    public FakeHttpGateway reply(String url, int status, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> fields = new HashMap<>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        URI address = URI.create(url);
        Origin origin = Origin.of(address).orElseThrow(() -> new IllegalArgumentException("Not an http address"));
        HttpReply reply = new HttpReply(status, HttpHeaders.of(fields), origin, body.clone());
        return answer(address, call -> reply);
    }

    /** Answers every URL that nothing is recorded for with this status and no body, instead of failing the test. */
    public FakeHttpGateway otherwise(int status) {
        synchronized (answers) {
            otherwise = OptionalInt.of(status);
        }
        return this;
    }

    /** Fails requests for this URL, every time. */
    public FakeHttpGateway fail(String url, Problem why) {
        return answer(URI.create(url), call -> {
            throw new StowageException(why);
        });
    }

    /** Stops requests for this URL until the checkpoint opens, then answers as before. */
    public Checkpoint hold(String url) {
        Checkpoint hold = new Checkpoint();
        synchronized (answers) {
            Answer behind = answers.get(URI.create(url));
            if (behind == null) {
                throw new IllegalArgumentException("Nothing is recorded for " + url);
            }
            answers.put(URI.create(url), call -> {
                hold.pass(call);
                return behind.give(call);
            });
        }
        return hold;
    }

    /** What was asked so far, in order. */
    public List<HttpQuery> requests() {
        synchronized (answers) {
            return List.copyOf(requests);
        }
    }

    /** Addresses that were asked although nothing is recorded for them. */
    public List<URI> unexpected() {
        synchronized (answers) {
            return List.copyOf(unexpected);
        }
    }

    @Override
    public HttpReply fetch(HttpQuery query, Call call) throws StowageException {
        HttpReply reply = answered(query, call);
        if (reply.body().length > query.capBytes()) {
            throw new StowageException(Problem.of(
                    Problem.Kind.NETWORK,
                    Codes.METADATA_TOO_LARGE,
                    "read the answer of " + reply.origin(),
                    "it is larger than " + query.capBytes() + " bytes",
                    ""));
        }
        return reply;
    }

    @Override
    public HttpStream open(HttpQuery query, Call call) throws StowageException {
        return new Replayed(answered(query, call));
    }

    private HttpReply answered(HttpQuery query, Call call) throws StowageException {
        call.check();
        Answer answer;
        synchronized (answers) {
            requests.add(query);
            answer = answers.get(query.address());
            if (answer == null) {
                answer = unrecorded(query.address());
            }
        }
        return answer.give(call);
    }

    private Answer unrecorded(URI address) {
        Optional<Origin> origin = Origin.of(address);
        if (otherwise.isEmpty() || origin.isEmpty()) {
            unexpected.add(address);
            throw new AssertionError("Nothing is recorded for " + address);
        }
        HttpReply reply = new HttpReply(otherwise.getAsInt(), HttpHeaders.of(Map.of()), origin.get(), new byte[0]);
        return call -> reply;
    }

    private FakeHttpGateway answer(URI address, Answer answer) {
        synchronized (answers) {
            answers.put(address, answer);
        }
        return this;
    }

    @FunctionalInterface
    private interface Answer {
        HttpReply give(Call call) throws StowageException;
    }

    private record Replayed(HttpReply reply) implements HttpStream {
        @Override
        public int status() {
            return reply.status();
        }

        @Override
        public HttpHeaders headers() {
            return reply.headers();
        }

        @Override
        public Origin origin() {
            return reply.origin();
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(reply.body());
        }

        @Override
        public void close() {}
    }
}
