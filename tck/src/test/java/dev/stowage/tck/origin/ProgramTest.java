package dev.stowage.tck.origin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Origins behind which a program answers, and lines of limited speed. */
class ProgramTest extends OriginTest {
    @Test
    void aProgramAnswersWhatNoRouteDoes() throws Exception {
        origin.otherwise().serve(Resource.answering(request -> Reply.of(200, Content.of("at " + request.path()))));
        assertEquals("at /else", text(origin.uri("/else")));
        assertArrayEquals(part(0, 10_000), get(uri).body(), "a route with a resource answers itself");
    }

    @Test
    void aRouteWithFaultsOnlyIsAnsweredByTheProgramBetweenThem() throws Exception {
        origin.otherwise().serve(Resource.answering(request -> Reply.of(200, Content.of("program"))));
        origin.route("/some").next(AnswerFaults.status(503), Fault.none(), BodyFaults.at(3, Step.close()));
        assertEquals(503, get(origin.uri("/some")).statusCode());
        assertEquals("program", text(origin.uri("/some")));
        assertEquals("pro", new String(RawClient.get(origin.uri("/some")).body(), UTF_8));
    }

    @Test
    void aGuardAnswersInPlaceOfTheResource() throws Exception {
        route.serve(Resource.of(CONTENT)
                .guardedBy(request -> request.hasHeader("Key") ? Optional.empty() : Optional.of(Reply.status(403))));
        assertEquals(403, get(uri).statusCode());
        assertEquals(206, range("bytes=0-9", "Key", "1").statusCode());
    }

    @Test
    void theBodyOfARequestIsKept() throws Exception {
        origin.otherwise().serve(Resource.answering(request -> Reply.of(200, request.body())));
        HttpRequest post = HttpRequest.newBuilder(origin.uri("/echo"))
                .POST(HttpRequest.BodyPublishers.ofString("said so"))
                .build();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "said so",
                    client.send(post, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void aLineIsSharedByAllThatGoesOverIt() throws Exception {
        Bandwidth line = new Bandwidth(100_000);
        origin.precede(() -> Step.limit(line));
        long start = System.nanoTime();
        assertArrayEquals(part(0, 10_000), get(uri).body());
        assertArrayEquals(part(0, 10_000), get(uri).body());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        // The last burst of each is not waited for by the client.
        assertTrue(taken.compareTo(Duration.ofMillis(150)) >= 0, taken::toString);
    }

    @Test
    void aLineKnowsHowLongItsBytesTake() {
        Bandwidth line = new Bandwidth(1000);
        assertTrue(line.take(500).compareTo(Duration.ofMillis(499)) >= 0);
        assertTrue(line.take(500).compareTo(Duration.ofMillis(500)) >= 0, "behind those before");
        assertEquals(20, line.burst());
    }

    private String text(URI address) throws Exception {
        return new String(get(address).body(), UTF_8);
    }
}
