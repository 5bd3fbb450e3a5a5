package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerFaultsTest extends OriginTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void answersWithStatusFieldsAndBody() throws Exception {
        route.next(AnswerFaults.retryAfter(429, "120"), AnswerFaults.status(404, "text/plain", "gone fishing"));
        HttpResponse<byte[]> limited = get(uri);
        assertEquals(429, limited.statusCode());
        assertEquals("120", header(limited, "Retry-After"));
        assertEquals("gone fishing", new String(get(uri).body(), StandardCharsets.UTF_8));
    }

    @Test
    void redirectsThroughAChainToAnotherOriginThatRefusesAuthorization() throws Exception {
        try (ScriptedOrigin storage = ScriptedOrigin.startOn("127.0.0.2")) {
            storage.serve("/blob", Resource.of(CONTENT)).always(AnswerFaults.refusingAuthorization());
            URI first = origin.redirects("/hop", 3, storage.uri("/blob?sig=a%20b"));
            HttpClient following = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            HttpRequest request =
                    HttpRequest.newBuilder(first).header("X-Test", "1").build();
            assertEquals(
                    200,
                    following
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode());
            assertEquals(3, origin.requests().size());
            assertEquals("/blob?sig=a%20b", storage.requests().get(0).target());
            assertEquals(
                    400, get(storage.uri("/blob"), "Authorization", "Bearer t").statusCode());
        }
    }

    @Test
    void asksForAuthorization() throws Exception {
        route.always(AnswerFaults.requiringAuthorization("Bearer t"));
        assertTrue(RawClient.get(uri).text().startsWith("HTTP/1.1 401 "));
        assertTrue(RawClient.get(uri, "Authorization: Bearer wrong").text().startsWith("HTTP/1.1 401 "));
        assertEquals(200, get(uri, "Authorization", "Bearer t").statusCode());
    }

    @Test
    void showsALoginPageInsteadOfTheFile() throws Exception {
        route.always(AnswerFaults.loginPage());
        HttpResponse<byte[]> response = get(uri);
        assertEquals(200, response.statusCode());
        assertTrue(header(response, "Content-Type").startsWith("text/html"));
        assertTrue(new String(response.body(), StandardCharsets.UTF_8).contains("<title>Log in</title>"));
    }

    @Test
    void sendsGarbageOrNothingAtAll() throws Exception {
        Content garbage = Content.seeded(1, 500);
        route.next(AnswerFaults.garbage(garbage), AnswerFaults.hangUp(), AnswerFaults.reset());
        assertArrayEquals(garbage.toByteArray(), RawClient.get(uri).bytes());
        RawClient.Answer hungUp = RawClient.get(uri);
        assertEquals(0, hungUp.bytes().length);
        assertFalse(hungUp.reset());
        assertTrue(RawClient.get(uri).reset());
    }

    @Test
    void staysSilentUntilItIsClosed() throws Exception {
        route.always(AnswerFaults.silence());
        try (Socket socket = RawClient.open(uri)) {
            socket.getOutputStream().write(RawClient.request(uri).getBytes(StandardCharsets.ISO_8859_1));
            origin.awaitRequests(1, LIMIT);
            origin.close();
            assertEquals(0, RawClient.readToEnd(socket).bytes().length);
        }
        assertEquals(0, origin.bytesSent());
    }

    @Test
    void answersWhenTheGateOpens() throws Exception {
        Gate gate = new Gate();
        route.next(AnswerFaults.held(gate), AnswerFaults.delayed(Duration.ofMillis(1)));
        try (Socket socket = RawClient.open(uri)) {
            socket.getOutputStream().write(RawClient.request(uri).getBytes(StandardCharsets.ISO_8859_1));
            gate.awaitReached(LIMIT);
            assertEquals(0, origin.bytesSent());
            gate.open();
            assertArrayEquals(CONTENT.toByteArray(), RawClient.readToEnd(socket).body());
        }
        assertEquals(200, get(uri).statusCode());
    }
}
