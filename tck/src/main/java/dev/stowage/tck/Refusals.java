package dev.stowage.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers without the file, readable and not. */
final class Refusals {
    private static final String CANARY = "canary5e1d";
    private static final String SIGNED = "https://store.test/a.bin?X-Signature=" + CANARY;
    private static final int MOST_WORDS = 64 << 10;
    private static final int[] STATUSES = {400, 401, 402, 403, 404, 410, 416, 418, 429, 451, 500, 503, 524};

    private Refusals() {}

    static List<HttpReply> of(Origin origin) {
        List<HttpReply> answers = new ArrayList<>();
        for (int status : STATUSES) {
            for (byte[] body : bodies()) {
                answers.add(new HttpReply(status, HttpHeaders.of(Map.of()), origin, body));
                answers.add(new HttpReply(status, telling(), origin, body));
            }
        }
        return answers;
    }

    /** Fails when a problem is none that a user may see, or that ends what only has to wait. */
    static void assertProper(Problem problem, HttpReply answer) {
        assertFalse(problem.toString().contains(CANARY), () -> "a secret is in the problem " + problem.code());
        boolean passes = answer.status() == 429 || answer.status() >= 500;
        assertTrue(!passes || problem.retryable(), () -> problem.code() + " after " + answer.status() + " is final");
    }

    private static HttpHeaders telling() {
        return HttpHeaders.of(Map.of(
                "Content-Type", List.of("application/json"),
                "Location", List.of(SIGNED),
                "X-Error-Code", List.of("See " + SIGNED),
                "X-Error-Message", List.of("See " + SIGNED),
                "WWW-Authenticate", List.of("Bearer error=\"" + SIGNED + "\"")));
    }

    private static List<byte[]> bodies() {
        byte[] noise = new byte[MOST_WORDS];
        new Random(15).nextBytes(noise);
        String telling = "{\"error\": \"See " + SIGNED + "\", \"message\": \"" + SIGNED + "\"}";
        return List.of(
                new byte[0],
                noise,
                telling.getBytes(UTF_8),
                telling.substring(0, telling.length() / 2).getBytes(UTF_8),
                "{\"error\": {\"message\": [null]}, \"message\": 7}".getBytes(UTF_8),
                "[".repeat(MOST_WORDS).getBytes(UTF_8),
                ("<!DOCTYPE html><html><title>" + SIGNED + "</title></html>").getBytes(UTF_8));
    }
}
