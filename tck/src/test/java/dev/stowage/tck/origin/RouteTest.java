package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest extends OriginTest {
    @Test
    void playsQueuedFaultsOnceThenServesProperly() throws Exception {
        route.next(AnswerFaults.status(503), Fault.none(), AnswerFaults.status(500))
                .next(AnswerFaults.status(502));
        assertEquals(List.of(503, 200, 500, 502, 200), statuses(5));
    }

    @Test
    void keepsFaultsInForceFromARequestOn() throws Exception {
        route.from(2, AnswerFaults.status(503)).from(4, Fault.none()).next(Fault.none(), AnswerFaults.status(500));
        assertEquals(List.of(200, 500, 503, 200, 200), statuses(5));
        route.always(AnswerFaults.status(410));
        assertEquals(List.of(410, 410), statuses(2));
        route.always(Fault.none());
        assertEquals(List.of(200), statuses(1));
    }

    @Test
    void savesAQueuedFaultForTheRequestItIsMeantFor() throws Exception {
        route.nextIf(request -> request.header("Range").orElse("").startsWith("bytes=5-"), AnswerFaults.status(500));
        assertEquals(206, range("bytes=0-4").statusCode());
        assertEquals(500, range("bytes=5-9").statusCode());
        assertEquals(206, range("bytes=5-9").statusCode());
    }

    @Test
    void changesTheVersionFromARequestOn() throws Exception {
        Content other = Content.seeded(8, 10_000);
        route.from(2, Fault.serving(resource -> resource.withEtag("\"v2\"").withContent(other)));
        assertArrayEquals(part(0, 10), range("bytes=0-9").body());
        assertEquals(200, range("bytes=0-9", "If-Range", "\"v1\"").statusCode());
        assertArrayEquals(
                other.slice(0, 10).toByteArray(),
                range("bytes=0-9", "If-Range", "\"v2\"").body());
    }

    @Test
    void combinesFaults() throws IOException {
        route.always(BodyFaults.flippedAt(3).then(reply -> reply.at(5, Step.close())));
        assertArrayEquals(
                CONTENT.flipBit(3).slice(0, 5).toByteArray(), RawClient.get(uri).body());
    }

    private List<Integer> statuses(int count) throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(get(uri).statusCode());
        }
        return statuses;
    }
}
