package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.spi.StowageException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every failure is told in the same form, wherever it happens. */
final class ProblemsTest {
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws StowageException {
        running = RunningServer.in(folder, Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aPathThatThereIsNot() throws Exception {
        assertProblem(404, "not_found", running.get("/nowhere"));
    }

    @Test
    void aMethodThatAPathDoesNotTake() throws Exception {
        HttpResponse<String> answer = running.send("PUT", "/downloads", "{}");
        assertProblem(405, "method_not_allowed", answer);
        assertEquals("GET, POST, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void anAnswerThatIsNotTaken() throws Exception {
        assertProblem(
                406,
                "not_acceptable",
                running.send(running.request("/downloads").header("Accept", "image/png")));
        assertEquals(
                200,
                running.send(running.request("/downloads").header("Accept", "image/png, */*;q=0.1"))
                        .statusCode());
    }

    @Test
    void aBodyThatIsTooLarge() throws Exception {
        HttpResponse<String> refused = running.post("/downloads", "{\"url\":\"" + "x".repeat(1 << 21) + "\"}");
        assertProblem(413, "content_too_large", refused);
        assertTrue(refused.body().contains("more than 1048576 bytes"), refused.body());
    }

    @Test
    void aWordThatThereIsNotNamesThoseThatThereAre() throws Exception {
        HttpResponse<String> refused = running.get("/syncs?status=synced,gone");
        assertProblem(400, "invalid_parameters", refused);
        assertTrue(refused.body().contains("status is to be of "), refused.body());
        assertProblem(400, "invalid_parameters", running.get("/downloads?status=done"));
    }

    @Test
    void aBodyThatIsNoJson() throws Exception {
        assertProblem(
                415,
                "not_json",
                running.send(running.request("/downloads").POST(BodyPublishers.ofString("url=http://127.0.0.1/"))));
        HttpRequest.Builder packed = running.request("/downloads").header("Content-Type", "application/json");
        packed.header("Content-Encoding", "gzip").POST(BodyPublishers.ofString("{}"));
        HttpResponse<String> refused = running.send(packed);
        assertProblem(415, "encoded_body", refused);
        assertEquals("identity", refused.headers().firstValue("Accept-Encoding").orElseThrow());
        HttpResponse<String> broken = running.post("/downloads", "{\n  \"url\": \"x\",,\n}");
        assertProblem(400, "malformed_json", broken);
        assertTrue(broken.body().contains("line 2, column 14"), broken.body());
        assertProblem(400, "malformed_json", running.post("/downloads", "[]"));
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        assertProblem(400, "malformed_json", running.post("/downloads", "{\"url\":" + deep + "}"));
        assertProblem(400, "malformed_json", running.post("/downloads", "{\"" + "x".repeat(60_000) + "\":1}"));
    }

    @Test
    void aSentenceOfItsOwnDoesNotRunOnFromThePlace() throws Exception {
        JsonNode problem = RunningServer.json(running.post("/downloads", "{\"url\":\"x\",\"type\":\"\",\"paused\":1}"));
        String detail = problem.path("detail").asText();
        assertTrue(detail.contains("/type: A model type is one lower_snake word"), detail);
        assertTrue(detail.contains("/paused is to be true or false"), detail);
    }

    @Test
    void whatIsNoHttpAtAll() throws Exception {
        for (String request : List.of(
                "NONSENSE\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a/%2e%2e/b HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            String answer = running.raw(request);
            String shown = request.substring(0, Math.min(60, request.length())) + " -> " + answer;
            assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 505"), shown);
            assertTrue(answer.contains("application/problem+json"), shown);
            assertFalse(answer.contains("jetty") || answer.contains("Exception"), shown);
            JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            assertTrue(problem.path("detail").asText().startsWith("Could not "), shown);
        }
    }

    @Test
    void methodsThatOnlyAttackersUse() throws Exception {
        for (String method : List.of("TRACE", "OPTIONS", "CONNECT", "PROPFIND")) {
            String answer = running.raw(method + " /downloads HTTP/1.1\r\nHost: " + running.host()
                    + "\r\nAuthorization: Bearer " + running.key() + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 4"), method + " -> " + answer);
            assertFalse(answer.contains(running.key()), method + " -> " + answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control"), answer);
        }
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(
                answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"),
                answer.headers()::toString);
        JsonNode problem = RunningServer.json(answer);
        assertEquals(code, problem.path("code").asText());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("detail").asText().startsWith("Could not "), answer.body());
        assertTrue(problem.hasNonNull("kind") && problem.has("retryable") && problem.has("action"), answer.body());
    }
}
