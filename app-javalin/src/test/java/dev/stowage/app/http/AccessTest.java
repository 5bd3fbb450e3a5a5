package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.http.HttpRequest;
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
    @TempDir
    private Path folder;

    private RunningServer running;

    @BeforeEach
    void start() throws StowageException {
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
    void aSessionThatWasEndedIsVoidAlsoWhenTheServerIsStartedAgain() throws Exception {
        String ended = running.cookie();
        String other = running.cookie();
        HttpResponse<String> out = running.logOut(ended);
        assertEquals(204, out.statusCode(), out.body());
        assertEquals(401, asked("/providers", ended));
        assertEquals(200, asked("/providers", other), "another browser stays logged in");

        int before = running.server().address().getPort();
        running.close();
        running = RunningServer.in(folder, Map.of());
        String names = "stowage_" + running.server().address().getPort();
        assertEquals(401, asked("/providers", ended.replace("stowage_" + before, names)));
        assertEquals(200, asked("/providers", other.replace("stowage_" + before, names)));
    }

    @Test
    void headIsAnsweredAsGetIs() throws Exception {
        for (String open : List.of("/", "/healthz", "/readyz", "/openapi.json")) {
            assertEquals(200, head(running.anonymous(open)), open);
        }
        for (String closed : List.of("/providers", "/downloads", "/events")) {
            assertEquals(401, head(running.anonymous(closed)), closed);
            assertEquals(200, head(running.request(closed).header("Accept", "*/*")), closed);
        }
        assertEquals(404, head(running.request("/downloads/none")));
        assertEquals(405, head(running.request("/resolutions")));
    }

    @Test
    void whoOnlyLooksAtTheLoginLinkDoesNotUseItUp() throws Exception {
        String link = "/login?" + running.server().loginLink().getRawQuery();
        HttpResponse<String> looked = running.send(running.anonymous(link).method("HEAD", BodyPublishers.noBody()));
        assertTrue(looked.headers().firstValue("Set-Cookie").isEmpty());
        assertTrue(running.send(running.anonymous(link))
                .headers()
                .firstValue("Set-Cookie")
                .isPresent());
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

    @Test
    void aSessionIsForOurOwnPagesAloneAndCannotBeMade() throws Exception {
        HttpResponse<String> opened = running.send(
                running.anonymous("/login?" + running.server().loginLink().getRawQuery()));
        String header = opened.headers().firstValue("Set-Cookie").orElse("");
        for (String flag : List.of("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=")) {
            assertTrue(header.contains(flag), header);
        }
        String cookie = header.split(";", 2)[0];
        for (String made :
                List.of(cookie + "x", cookie.replaceFirst("=[0-9]", "=9"), cookie.replaceFirst("=.*", "="))) {
            assertEquals(
                    401,
                    running.send(running.anonymous("/providers").header("Cookie", made))
                            .statusCode(),
                    made);
        }
    }

    /** What a page of another site can make the user's own browser send. */
    @Test
    void aForeignPageStartsNothing() throws Exception {
        String cookie = running.cookie();
        String form = "{\"url\":\"http://127.0.0.1/x.safetensors\",\"a\":\"=\"}";
        for (String origin : List.of("https://elsewhere.example", "null", "http://127.0.0.1:1", "http://localhost")) {
            assertEquals(403, posted(cookie, "text/plain", "Origin", origin, form), origin);
            assertEquals(403, posted(cookie, "application/json", "Origin", origin, form), origin);
        }
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertEquals(403, posted(cookie, "application/json", "Sec-Fetch-Site", site, form), site);
        }
        assertEquals(403, posted(cookie, "application/json", "X-Nothing", "x", form), "no word of where it comes from");
        String own = running.uri("").toString().replaceAll("/$", "");
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertEquals(415, posted(cookie, type, "Origin", own, form), type);
        }
        assertEquals(401, posted("a=b", "application/json", "Origin", own, form));
        assertEquals(
                0, RunningServer.json(running.get("/downloads")).path("items").size());
    }

    @Test
    void aNameOfSomebodyElseIsNotAnsweredTo() throws Exception {
        int port = running.server().address().getPort();
        for (String host : List.of(
                "attacker.example:" + port,
                "127.0.0.1",
                "localhost",
                "127.0.0.1:1",
                "0.0.0.0:" + port,
                "127.0.0.2:" + port)) {
            String answer = running.raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: 127.0.0.1:"
                    + port + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 421 "), host + " -> " + answer);
            assertTrue(answer.contains("foreign_host"), host + " -> " + answer);
        }
        for (String host : List.of("localhost:" + port, "LOCALHOST:" + port, "127.0.0.1:" + port, "[::1]:" + port)) {
            String answer = running.raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200 "), host + " -> " + answer);
        }
    }

    @Test
    void everyWrongKeyIsAnsweredAlike() throws Exception {
        String missing = running.send(running.anonymous("/providers")).body();
        for (String key : List.of("", "x", running.key() + "x", running.key().substring(1))) {
            HttpResponse<String> answer =
                    running.send(running.anonymous("/providers").header("Authorization", "Bearer " + key));
            assertEquals(401, answer.statusCode());
            assertEquals(missing, answer.body());
        }
    }

    private int head(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = running.send(request.method("HEAD", BodyPublishers.noBody()));
        assertEquals("", answer.body());
        return answer.statusCode();
    }

    private int asked(String path, String cookie) throws Exception {
        return running.send(running.anonymous(path).header("Cookie", cookie)).statusCode();
    }

    private int posted(String cookie, String type, String header, String value, String body) throws Exception {
        return running.send(running.anonymous("/downloads")
                        .header("Cookie", cookie)
                        .header("Content-Type", type)
                        .header(header, value)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
