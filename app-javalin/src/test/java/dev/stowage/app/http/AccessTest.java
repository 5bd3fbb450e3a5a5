package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
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
    void theKeyOpensWhatTheLackOfItDoesNot() throws Exception {
        HttpResponse<String> without = running.send(running.anonymous("/providers"));
        assertEquals(401, without.statusCode());
        assertEquals(
                "application/problem+json;charset=utf-8",
                without.headers().firstValue("Content-Type").orElse(""));
        assertEquals("not_logged_in", RunningServer.json(without).path("code").asText());

        HttpResponse<String> with = running.get("/providers");
        assertEquals(200, with.statusCode());
        assertTrue(RunningServer.json(with).path("items").size() > 0, with.body());
    }

    @Test
    void theKeyFileIsForItsOwnerAlone() throws IOException {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(running.server().keyFile())));
    }

    @Test
    void aLoginLinkOpensOneSessionOnce() throws Exception {
        String link = running.server().loginLink().getRawPath() + "?"
                + running.server().loginLink().getRawQuery();
        HttpResponse<String> first = running.send(running.anonymous(link));
        assertEquals(303, first.statusCode());
        String cookie = first.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        assertEquals(
                200,
                running.send(running.anonymous("/providers").header("Cookie", cookie))
                        .statusCode());

        assertTrue(running.send(running.anonymous(link))
                .headers()
                .firstValue("Set-Cookie")
                .isEmpty());
    }

    @Test
    void aSessionWritesFromOurOwnPageOnly() throws Exception {
        String cookie = running.send(running.anonymous("/sessions")
                        .header("Content-Type", "application/json")
                        .header("Origin", running.uri("").toString().replaceAll("/$", ""))
                        .POST(BodyPublishers.ofString("{\"key\":\"" + running.key() + "\"}")))
                .headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .split(";", 2)[0];
        HttpResponse<String> foreign = running.send(running.anonymous("/sessions")
                .header("Cookie", cookie)
                .header("Origin", "https://elsewhere.example")
                .DELETE());
        assertEquals(403, foreign.statusCode());
        HttpResponse<String> own = running.send(running.anonymous("/sessions")
                .header("Cookie", cookie)
                .header("Origin", running.uri("").toString().replaceAll("/$", ""))
                .DELETE());
        assertEquals(204, own.statusCode());
    }

    @Test
    void everyFailureIsAProblem() throws Exception {
        for (HttpResponse<String> answer : List.of(running.get("/nowhere"), running.send("PUT", "/healthz", ""))) {
            JsonNode problem = RunningServer.json(answer);
            assertEquals(answer.statusCode(), problem.path("status").asInt());
            assertTrue(problem.path("detail").asText().startsWith("Could not "), answer.body());
        }
    }
}
