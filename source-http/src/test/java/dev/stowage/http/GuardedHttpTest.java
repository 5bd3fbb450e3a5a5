package dev.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedHttpTest {
    private static final Content CONTENT = Content.seeded(3, 1_500_000);

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway gateway = Gateway.onLoopback();

    @AfterEach
    void close() {
        gateway.close();
        origin.close();
    }

    @Test
    void readsBytesAsTheyAre() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        try (HttpStream stream = gateway.open(origin.uri("/file"))) {
            assertEquals(200, stream.status());
            assertEquals(Optional.of("1500000"), stream.headers().only("content-length"));
            assertEquals(origin.uri("").toString(), stream.origin().toString());
            assertArrayEquals(CONTENT.toByteArray(), stream.body().readAllBytes());
        }
        RecordedRequest request = origin.requests().get(0);
        assertEquals(Optional.of("identity"), request.header("Accept-Encoding"));
        assertEquals(Optional.of("Stowage/test"), request.header("User-Agent"));
        assertFalse(request.hasHeader("Authorization"));
    }

    @Test
    void fetchesWholeAnswers() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        HttpReply reply = gateway.fetch(origin.uri("/file"));
        assertEquals(200, reply.status());
        assertArrayEquals(CONTENT.toByteArray(), reply.body());
    }

    @Test
    void statusesAreAnswers() throws Exception {
        origin.route("/gone").always(AnswerFaults.status(410, "text/plain", "taken down"));
        assertEquals("taken down", new String(gateway.fetch(origin.uri("/gone")).body(), UTF_8));
        try (HttpStream stream = gateway.open(origin.uri("/gone"))) {
            assertEquals(410, stream.status());
        }
    }

    @Test
    void asksForRanges() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        HttpQuery query = HttpQuery.builder(origin.uri("/file"))
                .range(100, 199)
                .header("If-Range", "\"v1\"")
                .build();
        try (HttpStream stream = gateway.open(query)) {
            assertEquals(206, stream.status());
            assertArrayEquals(
                    CONTENT.slice(100, 100).toByteArray(), stream.body().readAllBytes());
        }
    }

    @Test
    void keepsConnectionsBetweenPiecesAndAfterRedirects() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        URI start = origin.redirects("/hop", 3, origin.uri("/file"));
        for (long piece = 0; piece < 5; piece++) {
            HttpQuery query = HttpQuery.builder(start)
                    .range(piece * 1000, piece * 1000 + 999)
                    .build();
            try (HttpStream stream = gateway.open(query)) {
                assertEquals(1000, stream.body().readAllBytes().length);
            }
        }
        assertEquals(1, origin.connections());
    }

    @Test
    void survivesConnectionsThatDiedWhileIdle() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        gateway.fetch(origin.uri("/file"));
        origin.route("/file").next(AnswerFaults.hangUp());
        assertEquals(200, gateway.fetch(origin.uri("/file")).status());
        assertEquals(3, origin.requests().size());
    }

    @Test
    void asksOnlyTwiceWhenTheNewConnectionDiesToo() throws Exception {
        origin.serve("/file", Resource.of(CONTENT));
        gateway.fetch(origin.uri("/file"));
        origin.route("/file").always(AnswerFaults.hangUp());
        Problem problem = assertThrows(StowageException.class, () -> gateway.fetch(origin.uri("/file")))
                .problem();
        assertEquals(Codes.CONNECTION_LOST, problem.code());
        assertTrue(problem.retryable());
        assertEquals(3, origin.requests().size());
    }

    @Test
    void leavesRetriesToItsCaller() throws Exception {
        origin.serve("/408", Resource.of(CONTENT)).next(AnswerFaults.status(408));
        origin.serve("/503", Resource.of(CONTENT)).next(AnswerFaults.retryAfter(503, "0"));
        assertEquals(408, gateway.fetch(origin.uri("/408")).status());
        assertEquals(503, gateway.fetch(origin.uri("/503")).status());
        assertEquals(2, origin.requests().size());
    }

    @Test
    void refusesAddressesThatAreNoPlainWebAddresses() {
        String[] refused = {"ftp://127.0.0.1/a", "file:///etc/passwd", "http:///a", "mailto:a@b", "data:,a"};
        for (String address : refused) {
            assertEquals(
                    Codes.BAD_REFERENCE, gateway.problem(URI.create(address)).code(), address);
        }
        Problem userinfo = gateway.problem(URI.create("http://canary:canary@127.0.0.1/a"));
        assertEquals(Codes.BAD_REFERENCE, userinfo.code());
        assertFalse(userinfo.message().contains("canary"));
    }
}
