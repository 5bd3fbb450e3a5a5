package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What the server's answers mean. */
final class Told {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BEGINNING = "Could not ";

    private Told() {}

    /** The body of a good answer; a missing node when it is empty. */
    static JsonNode json(byte[] body, String server) throws StowageException {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new StowageException(strange(server, "its answer is no JSON"), e);
        }
    }

    /** The problem that a server has answered with, so that a command ends as it would have without the server. */
    static Problem problem(int status, byte[] body, String server) {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (IOException e) {
            return strange(server, "it answers with status " + status);
        }
        String sentence = json.path("detail").asText("");
        String code = json.path("code").asText("");
        if (sentence.isEmpty() || code.isEmpty()) {
            return strange(server, "it answers with status " + status);
        }
        return problem(kind(json.path("kind").asText(""), status), code, sentence, json);
    }

    /** A problem from its sentence; put together again it is the same sentence, wherever it was cut. */
    static Problem problem(Problem.Kind kind, String code, String sentence, JsonNode json) {
        String rest = sentence.startsWith(BEGINNING) ? sentence.substring(BEGINNING.length()) : sentence;
        int colon = rest.indexOf(": ");
        String what = colon < 0 ? "do that" : rest.substring(0, colon);
        String behind = colon < 0 ? rest : rest.substring(colon + 2);
        int end = behind.indexOf(". ");
        String why = end < 0 ? behind.replaceFirst("\\.$", "") : behind.substring(0, end);
        String advice = end < 0 ? "" : behind.substring(end + 2);
        boolean retryable = json.path("retryable").asBoolean(false);
        return new Problem(
                kind,
                code,
                what,
                why,
                advice,
                retryable,
                need(json.path("action").asText("")),
                Optional.empty());
    }

    private static Problem.Kind kind(String name, int status) {
        return Arrays.stream(Problem.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Arrays.stream(Problem.Kind.values())
                        .filter(kind -> kind.httpStatus() == status)
                        .findFirst())
                .orElse(Problem.Kind.UNEXPECTED);
    }

    private static Optional<Need> need(String action) {
        return Arrays.stream(Need.values())
                .filter(need -> need.wire().equals(action))
                .findFirst();
    }

    /** An answer that makes no sense here. */
    static Problem strange(String server, String why) {
        return Problem.of(
                Problem.Kind.UNEXPECTED,
                Codes.INTERNAL,
                "understand " + server,
                why,
                "It may be another version of Stowage: restart it with this one.");
    }
}
