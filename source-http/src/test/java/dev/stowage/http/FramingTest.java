package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpStream;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.HeadFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private static final Content CONTENT = Content.seeded(5, 100_000);

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway gateway = Gateway.onLoopback();

    @AfterEach
    void close() {
        gateway.close();
        origin.close();
    }

    private Problem problemOf(Fault fault) {
        origin.serve("/file", Resource.of(CONTENT)).always(fault);
        return gateway.problem(origin.uri("/file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "",
                "abc",
                "+100000",
                "0x10",
                "1e5",
                "9223372036854775808",
                "99999999999999999999999",
                "100000, 5",
                "1 2"
            })
    void aLengthThatIsNoLengthEndsTheAnswer(String length) {
        Problem problem = problemOf(FramingFaults.contentLength(length));
        assertEquals(Codes.BAD_FRAMING, problem.code());
        assertTrue(problem.retryable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0", "100001", "-1", "abc"})
    void twoDifferentLengthsEndTheAnswer(String second) {
        assertEquals(
                Codes.BAD_FRAMING,
                problemOf(FramingFaults.secondContentLength(second)).code());
    }

    @Test
    void theSameLengthTwiceIsOneLength() throws Exception {
        origin.serve("/file", Resource.of(CONTENT)).always(FramingFaults.secondContentLength("100000"));
        try (HttpStream stream = gateway.open(origin.uri("/file"))) {
            assertEquals(Optional.of("100000"), stream.headers().only("Content-Length"));
            assertArrayEquals(CONTENT.toByteArray(), stream.body().readAllBytes());
        }
    }

    @Test
    void aLengthBesideChunksMeansNothingAndTheConnectionIsNotUsedAgain() throws Exception {
        origin.serve("/file", Resource.of(CONTENT)).next(FramingFaults.chunkedWithLength(1000, "5"));
        try (HttpStream stream = gateway.open(origin.uri("/file"))) {
            assertEquals(List.of(), stream.headers().all("Content-Length"));
            assertArrayEquals(CONTENT.toByteArray(), stream.body().readAllBytes());
        }
        gateway.fetch(origin.uri("/file"));
        assertEquals(2, origin.connections());
    }

    static List<Fault> noHttp() {
        return List.of(
                AnswerFaults.garbage(Content.of("hello\r\n\r\nthere")),
                AnswerFaults.garbage(Content.of("<html>old HTTP has no head</html>\r\n")),
                AnswerFaults.garbage(Content.seeded(1, 300_000)),
                AnswerFaults.garbage(Content.repeat(Content.of("x"), 5_000)),
                HeadFaults.statusLine("HTTP/1.1 abc OK"),
                HeadFaults.statusLine("HTTP/4.0 200 OK"),
                HeadFaults.statusLine("HTTP/1.1 101 Switching Protocols"),
                HeadFaults.manyFields(1_200),
                HeadFaults.manyFields(10_000_000),
                HeadFaults.endless(),
                HeadFaults.longField(1L << 30),
                HeadFaults.endlessInterimAnswers(),
                Fault.changing(reply -> reply.withHeader("Transfer-Encoding", "gzip, chunked")));
    }

    @ParameterizedTest
    @MethodSource
    void noHttp(Fault fault) {
        Problem problem = problemOf(fault);
        assertEquals(Codes.BAD_FRAMING, problem.code());
        assertEquals(
                "Could not get an answer from " + origin.uri("").getAuthority() + ": "
                        + origin.uri("").getAuthority() + " sent an invalid response. Try again later.",
                problem.message());
        assertTrue(origin.bytesSent() < 32 << 20, "bytes taken: " + origin.bytesSent());
    }

    @Test
    void connectionsThatEndBeforeTheAnswerAreLost() {
        for (Fault fault : List.of(
                AnswerFaults.hangUp(),
                AnswerFaults.reset(),
                AnswerFaults.garbage(Content.of("HTTP/1.1 200 OK\r\nContent-Le")))) {
            Problem problem = problemOf(fault);
            assertEquals(Codes.CONNECTION_LOST, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void whatBreaksInTheBodyIsToldByItsKind() {
        assertEquals(Codes.TRUNCATED, brokenBody(BodyFaults.truncatedAt(50_000)));
        assertEquals(Codes.TRUNCATED, brokenBody(FramingFaults.chunkedCutAt(1000, 5_500)));
        assertEquals(Codes.TRUNCATED, brokenBody(FramingFaults.chunkedWithoutEnd(1000)));
        assertEquals(Codes.BAD_FRAMING, brokenBody(FramingFaults.chunkedWithBadSize(1000, "xyz")));
        assertEquals(Codes.BAD_FRAMING, brokenBody(FramingFaults.chunkedWithBadSize(1000, "-5")));
        assertEquals(Codes.BAD_FRAMING, brokenBody(FramingFaults.chunkedWithBadSize(1000, "8000000000000000")));
        assertEquals(Codes.CONNECTION_LOST, brokenBody(BodyFaults.resetAt(50_000)));
    }

    private String brokenBody(Fault fault) {
        origin.serve("/file", Resource.of(CONTENT)).always(fault);
        IOException failure = assertThrows(IOException.class, () -> {
            try (HttpStream stream = gateway.open(origin.uri("/file"))) {
                stream.body().readAllBytes();
            }
        });
        return HttpProblems.broken(failure, "host").code();
    }

    @Test
    void aCutUnderTlsIsNoEnd() {
        try (ScriptedOrigin secure = ScriptedOrigin.startTlsOn("127.0.0.1", Certificates.GOOD.server());
                Gateway trusting = new Gateway.Builder()
                        .authorities(Certificates::trustOurs)
                        .build()) {
            secure.serve("/file", Resource.of(CONTENT)).always(BodyFaults.cutAt(50_000));
            IOException failure = assertThrows(IOException.class, () -> {
                try (HttpStream stream = trusting.open(secure.uri("/file"))) {
                    stream.body().readAllBytes();
                }
            });
            assertEquals(Codes.TRUNCATED, HttpProblems.broken(failure, "host").code());
        }
    }

    @Test
    void closingDrainsNothing() throws Exception {
        origin.serve("/file", Resource.of(Content.seeded(1, 1L << 40)));
        try (HttpStream stream = gateway.open(origin.uri("/file"))) {
            assertEquals(1000, stream.body().readNBytes(1000).length);
        }
        assertTrue(origin.bytesSent() < 64 << 20, "bytes taken: " + origin.bytesSent());
        assertThrows(IOException.class, () -> {
            HttpStream stream = gateway.open(origin.uri("/file"));
            stream.close();
            stream.body().read();
        });
    }
}
