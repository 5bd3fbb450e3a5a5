package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.Optional;

/** The calls to the Hub that this source makes, refusals told as problems. */
final class HubApi {
    private static final long LONGEST_README = 1 << 20;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;

    private final Endpoint endpoint;
    private final HttpGateway http;
    private final HuggingFaceErrors errors;

    HubApi(Endpoint endpoint, HttpGateway http) {
        this.endpoint = endpoint;
        this.http = http;
        this.errors = new HuggingFaceErrors(endpoint);
    }

    /**
     * An answer in JSON.
     *
     * @param document object or array
     * @param headers what came with it
     */
    record Document(JsonNode document, HttpHeaders headers) {}

    Endpoint endpoint() {
        return endpoint;
    }

    HuggingFaceErrors errors() {
        return errors;
    }

    Document get(URI address, Asked asked, Call call) throws StowageException {
        HttpReply reply = http.fetch(HttpQuery.get(address), call);
        if (reply.status() != OK) {
            throw errors.of(reply, asked);
        }
        JsonNode document = Json.read(reply.body()).orElseThrow(() -> errors.unreadable(asked));
        return new Document(document, reply.headers());
    }

    /** What a repository says of itself; empty when there is no such answer, whatever the reason. */
    Optional<JsonNode> glance(Repo repo, Call call) throws StowageException {
        HttpReply reply = http.fetch(HttpQuery.get(endpoint.at(repo.api())), call);
        return reply.status() == OK ? Json.read(reply.body()).filter(JsonNode::isObject) : Optional.empty();
    }

    /** The text of a page that accompanies a repository; empty when the server does not give it. */
    Optional<String> page(FileAddress file, Call call) throws StowageException {
        HttpQuery query =
                HttpQuery.builder(file.bytes(endpoint)).capBytes(LONGEST_README).build();
        HttpReply reply = http.fetch(query, call);
        return reply.status() == OK ? Optional.of(new String(reply.body(), UTF_8)) : Optional.empty();
    }

    /** Makes sure, with one byte, that the caller's account is let to a file; whatever else is wrong its transfer will tell. */
    void checkAccess(FileAddress file, Call call) throws StowageException {
        HttpQuery query = HttpQuery.builder(file.bytes(endpoint)).range(0, 0).build();
        try (HttpStream answer = http.open(query, call)) {
            if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
                HttpReply reply = new HttpReply(answer.status(), answer.headers(), answer.origin(), new byte[0]);
                throw errors.of(reply.tokenShown(answer.tokenShown()), Asked.of(file));
            }
        }
    }
}
