package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several connections bring one file. */
@Timeout(60)
class SegmentsTest extends DownloadTest {
    private final List<URI> located = new CopyOnWriteArrayList<>();

    @BeforeEach
    void crowd() {
        rig.crowded(4);
    }

    @Test
    void comeTogether() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertTrue(origin.connections() > 2, "connections: " + origin.connections());
        assertEquals(Optional.of("bytes=0-"), origin.requests().get(0).header("Range"));
        assertTrue(origin.requests().stream()
                .skip(1)
                .allMatch(request -> request.header("Range").orElse("").matches("bytes=\\d+-\\d+")));
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
    }

    @Test
    void areNoMoreThanAllowed() throws Exception {
        for (int most : new int[] {1, 2, 7}) {
            rig.crowded(most);
            String path = "/" + most;
            AtomicInteger open = new AtomicInteger();
            origin.serve(path, Resource.of(CONTENT).withEtag("\"" + most + "\""))
                    .always(Fault.none());
            int before = origin.connections();
            rig.download(origin.uri(path));
            open.set(origin.connections() - before);
            assertTrue(most > 1 || open.get() <= 1, "connections: " + open);
        }
    }

    @Test
    void areOneWhereNothingCanTellTheVersion() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutEtag());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(1, origin.requests().size());
    }

    @Test
    void areSeveralWhereOnlyTheHashCanTellTheVersion() throws Exception {
        rig.expecting(CONTENT);
        origin.serve("/a.bin", Resource.of(CONTENT).withEtag("W/\"weak\"")).next(heldFront());
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertTrue(
                origin.requests().size() > 3, "requests: " + origin.requests().size());
    }

    @Test
    void areOneWithoutRanges() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(1, origin.requests().size());
    }

    @Test
    void takeOverFromOneThatIsSlow() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.slowFrom(200_000, 1_000, Duration.ofMillis(100)));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertTrue(result.refetchedBytes() < 5_000, "fetched again: " + result.refetchedBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void goOnWithoutOneThatIsDead(int which) throws Exception {
        beHasty();
        rig.crowded(5);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        for (int i = 0; i < which; i++) {
            origin.route("/a.bin").nextIf(SegmentsTest::further, Fault.none());
        }
        origin.route("/a.bin").nextIf(SegmentsTest::further, BodyFaults.stalledAt(which * 5_000L));
        rig.assertHas(CONTENT, whatever());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 401, 400})
    void renewTheirAddressOnceForAll(int status) throws Exception {
        int each = 4;
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        Fault expiring = (request, resource) -> asked.computeIfAbsent(request.target(), unused -> new AtomicInteger())
                                .incrementAndGet()
                        > each
                ? AnswerFaults.status(status).reply(request, resource)
                : resource.reply(request);
        origin.serve("/a.bin", Resource.of(CONTENT)).always(expiring);
        TransferResult result = rig.download(call -> FetchTarget.at(next()));
        rig.assertHas(CONTENT, result);
        int good = origin.requests().size()
                - asked.values().stream()
                        .mapToInt(count -> Math.max(0, count.get() - each))
                        .sum();
        assertTrue(good > each, "it took only " + good + " requests");
        assertTrue(located.size() <= (good + each - 1) / each, located.size() + " addresses for " + good);
    }

    @Test
    void askAPersonWhenAllAreRefused() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(500_000))
                .from(2, AnswerFaults.status(403));
        Problem problem = rig.problem(call -> FetchTarget.at(next()));
        assertEquals(Codes.LINK_EXPIRED, problem.code());
        assertEquals(Optional.of(Need.OPEN_PAGE), problem.need());
        assertEquals(4, located.size());
        rig.assertKeeps(CONTENT, rig.kept());
        assertTrue(rig.kept() > 0);
    }

    @Test
    void areFewerWhereTheOriginBearsNoMore() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        origin.limitParallel(2, AnswerFaults.status(503));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
    }

    @Test
    void areFewerWhereTheOriginHangsUp() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        for (int i = 0; i < 3; i++) {
            origin.route("/a.bin").nextIf(SegmentsTest::further, i == 1 ? AnswerFaults.reset() : AnswerFaults.hangUp());
        }
        rig.assertHas(CONTENT, whatever());
    }

    @Test
    void passOnWhatTheOriginAsksFor() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(700_000));
        origin.route("/a.bin").from(2, AnswerFaults.retryAfter(429, "120"));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.RATE_LIMITED, problem.code());
        assertTrue(problem.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(100)) > 0);
        assertTrue(problem.retryable());
        int requests = origin.requests().size();
        assertTrue(requests <= 5, "it asked on: " + requests);
        origin.route("/a.bin").always(Fault.none());
        rig.gateway.clock.advance(Duration.ofSeconds(121));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000})
    void neverWriteAWholeFileInTheMiddle(int times) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        for (int i = 0; i < times; i++) {
            origin.route("/a.bin").nextIf(SegmentsTest::further, RangeFaults.ignored());
        }
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "1, false", "3, false", "50, true", "50, false"})
    void neverMixWhatAnotherVersionOfAnEdgeSends(int times, boolean hash) throws Exception {
        if (hash) {
            rig.expecting(CONTENT);
        }
        Resource other = Resource.of(OTHER).withEtag("\"other\"");
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        for (int i = 0; i < times; i++) {
            origin.route("/a.bin").nextIf(SegmentsTest::further, RangeFaults.fromOtherVersion(resource -> other));
        }
        rig.download(origin.uri("/a.bin"));
        byte[] bytes = rig.bytes();
        assertTrue(
                Arrays.equals(CONTENT.toByteArray(), bytes) || (!hash && Arrays.equals(OTHER.toByteArray(), bytes)),
                "a mix after " + rig.heard);
    }

    @ParameterizedTest
    @CsvSource({"\"v1\", false", "\"v1\", true", "W/\"v1\", false", "W/\"v1\", true", ", false", ", true"})
    void neverMixWhatIsReplacedOnTheWay(String tag, boolean hash) throws Exception {
        Resource old = tag == null
                ? Resource.of(CONTENT).withoutEtag()
                : Resource.of(CONTENT).withEtag(tag);
        Resource replaced =
                tag == null ? old.withContent(OTHER) : old.withContent(OTHER).withEtag(tag.replace("v1", "v2"));
        if (hash) {
            rig.expecting(OTHER);
        }
        origin.serve("/a.bin", old).next(BodyFaults.truncatedAt(600_000));
        origin.route("/a.bin").from(4, Fault.serving(now -> replaced));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        byte[] bytes = rig.bytes();
        boolean whole = Arrays.equals(CONTENT.toByteArray(), bytes) || Arrays.equals(OTHER.toByteArray(), bytes);
        boolean hashWillTell = hash && (tag == null || tag.startsWith("W/"));
        assertTrue(whole || hashWillTell, "a mix after " + rig.heard);
        assertEquals(SIZE, result.totalBytes());
    }

    @ParameterizedTest
    @CsvSource({"\"v1\", false", "\"v1\", true", "W/\"v1\", false", "W/\"v1\", true", ", false", ", true"})
    void noticeWhatWasReplacedBetweenTwoRuns(String tag, boolean hash) throws Exception {
        Resource old = tag == null
                ? Resource.of(CONTENT).withoutEtag()
                : Resource.of(CONTENT).withEtag(tag);
        Resource replaced =
                tag == null ? old.withContent(OTHER) : old.withContent(OTHER).withEtag(tag.replace("v1", "v2"));
        if (hash) {
            rig.expecting(OTHER);
        }
        origin.serve("/a.bin", old).always(heldFront().then(reply -> reply.at(300_000, Step.close())));
        origin.route("/a.bin").from(6, AnswerFaults.status(500));
        rig.problem(origin.uri("/a.bin"));
        origin.serve("/a.bin", replaced).always(Fault.none());
        rig.assertHas(OTHER, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void askNotAgainAndAgainWhenOneIsRefusedAlways() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        origin.route("/a.bin").always(AnswerFaults.status(403).onlyIf(SegmentsTest::further));
        origin.route("/a.bin").nextIf(request -> true, Fault.none());
        StowageException failure =
                assertThrows(StowageException.class, () -> rig.download(call -> FetchTarget.at(next())));
        assertEquals(Codes.LINK_EXPIRED, failure.problem().code());
        assertTrue(located.size() <= 12, "addresses: " + located.size());
    }

    @Test
    void leaveNoThreadBehind() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(heldFront());
        rig.download(origin.uri("/a.bin"));
        origin.route("/a.bin").always(AnswerFaults.status(500));
        rig.problem(origin.uri("/b.bin"));
        assertEquals(0, rig.threadsAlive());
    }

    /** The first connection is slow enough for others to come. */
    private static Fault heldFront() {
        return BodyFaults.slowFrom(150_000, 20_000, Duration.ofMillis(10));
    }

    /** Every request but the first: the connections besides the one that found out what there is. */
    private static boolean further(RecordedRequest request) {
        return !request.header("Range").orElse("").equals("bytes=0-");
    }

    private URI next() {
        located.add(origin.uri("/a.bin?generation=" + (located.size() + 1)));
        return located.get(located.size() - 1);
    }

    private TransferResult whatever() throws Exception {
        for (int attempt = 0; attempt < 8; attempt++) {
            try {
                return rig.download(origin.uri("/a.bin"));
            } catch (StowageException e) {
                assertTrue(e.problem().retryable(), e.getMessage());
            }
        }
        throw new AssertionError("no progress");
    }
}
