package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private final Gateway gateway = Gateway.onLoopback();

    @BeforeEach
    void serve() {
        origin.serve("/file", Resource.of(Content.of("ok")));
    }

    @AfterEach
    void close() {
        gateway.close();
        origin.close();
    }

    private Problem problemOf(Fault redirect) {
        origin.route("/start").always(redirect);
        return gateway.problem(origin.uri("/start"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsEveryKindOfRedirect(int status) throws Exception {
        origin.route("/start").always(AnswerFaults.redirect(status, "/file"));
        assertEquals(200, gateway.fetch(origin.uri("/start")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "file", "./x/../file", "?go", "//127.0.0.1:PORT/file#part", " /file "})
    void resolvesRelativeLocations(String location) throws Exception {
        String port = Integer.toString(origin.uri("").getPort());
        origin.route("/start?go").serve(Resource.of(Content.of("ok")));
        origin.route("/start").always(AnswerFaults.redirect(302, location.replace("PORT", port)));
        assertEquals(200, gateway.fetch(origin.uri("/start")).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "file:///etc/passwd",
                "ftp://127.0.0.1/file",
                "jar:file:///x!/y",
                "data:,hello",
                "javascript:alert(1)",
                "gopher://127.0.0.1:70/",
                "http+unix://%2Fvar%2Frun/x",
                "http://",
                "http://[::1",
                "http://a b/",
                "http://127.0.0.1:99999/",
                "http://user@127.0.0.1/file",
                "http://user:secret@127.0.0.1/file",
                "//@127.0.0.1/file",
                "http:\\\\user@127.0.0.1\\file"
            })
    void refusesLocationsThatLeadNowhereGood(String location) {
        Problem problem = problemOf(AnswerFaults.redirect(302, location));
        assertEquals(Codes.BAD_REDIRECT, problem.code());
        assertFalse(problem.retryable());
        assertFalse(problem.message().contains("secret"));
    }

    @Test
    void refusesRedirectsWithNoOrTwoLocations() {
        assertEquals(Codes.BAD_REDIRECT, problemOf(AnswerFaults.status(302)).code());
        Reply two = Reply.status(302).withHeader("Location", "/file").plusHeader("Location", "/file");
        assertEquals(Codes.BAD_REDIRECT, problemOf(Fault.answering(two)).code());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 305, 306})
    void refusesRedirectsThatNobodyFollows(int status) {
        assertEquals(
                Codes.BAD_REDIRECT,
                problemOf(AnswerFaults.redirect(status, "/file")).code());
    }

    @Test
    void notModifiedIsNoRedirect() throws Exception {
        origin.route("/start").always(AnswerFaults.redirect(304, "/file"));
        assertEquals(304, gateway.fetch(origin.uri("/start")).status());
    }

    @Test
    void findsCircles() {
        assertEquals(
                Codes.REDIRECT_LOOP,
                problemOf(AnswerFaults.redirect(302, "/start")).code());
        origin.route("/back").always(AnswerFaults.redirect(302, "/start"));
        assertEquals(
                Codes.REDIRECT_LOOP,
                problemOf(AnswerFaults.redirect(302, "/back#x")).code());
        assertEquals(2 + 4, origin.requests().size());
    }

    @Test
    void followsTenHopsAndNoEleventh() throws Exception {
        URI ten = origin.redirects("/ten", 10, origin.uri("/file"));
        assertEquals(200, gateway.fetch(ten).status());
        URI eleven = origin.redirects("/eleven", 11, origin.uri("/file"));
        assertEquals(Codes.REDIRECT_LOOP, gateway.problem(eleven).code());
    }

    @Test
    void keepsTheRangeOnEveryHop() throws Exception {
        try (ScriptedOrigin other = ScriptedOrigin.startOn("127.0.0.2")) {
            other.serve("/file", Resource.of(Content.of("0123456789")));
            URI start = origin.redirects("/hop", 2, other.uri("/file"));
            HttpQuery query = HttpQuery.builder(start)
                    .range(2, 4)
                    .header("If-Range", "\"v1\"")
                    .header("X-Own", "for the first host")
                    .build();
            try (HttpStream stream = gateway.open(query)) {
                assertEquals(206, stream.status());
                assertEquals("234", new String(stream.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                assertEquals(other.uri("").toString(), stream.origin().toString());
            }
            RecordedRequest last = other.requests().get(0);
            assertEquals(Optional.of("bytes=2-4"), last.header("Range"));
            assertEquals(Optional.of("\"v1\""), last.header("If-Range"));
            assertFalse(last.hasHeader("X-Own"));
            assertEquals(
                    List.of(true, true),
                    origin.requests().stream().map(r -> r.hasHeader("X-Own")).toList());
        }
    }

    @Test
    void cookiesRefreshesAndAlternativesAreIgnored() throws Exception {
        Fault tricks = Fault.changing(reply -> reply.plusHeader("Set-Cookie", "a=canary; Path=/")
                .plusHeader("Refresh", "0; url=/other")
                .plusHeader("Alt-Svc", "h2=\":1\"")
                .plusHeader("Strict-Transport-Security", "max-age=99999"));
        origin.route("/file").always(tricks);
        gateway.fetch(origin.uri("/file"));
        gateway.fetch(origin.uri("/file"));
        assertEquals(2, origin.requests().size());
        assertFalse(origin.requests().get(1).hasHeader("Cookie"));
    }
}
