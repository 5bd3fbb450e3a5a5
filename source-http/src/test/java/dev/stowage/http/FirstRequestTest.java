package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first request of a transfer: a small piece, which is kept, proves ranges, and tells length and version. */
class FirstRequestTest extends DownloadTest {
    private static final String FIRST = "bytes=0-262143";
    private static final Content SMALL = CONTENT.slice(0, 262_144);

    @BeforeEach
    void asUsual() {
        rig.sizes = SegmentPlan.Sizes.USUAL;
    }

    @Test
    void asksForASmallPieceAndKeepsIt() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(List.of(FIRST, "bytes=262144-"), ranges());
        assertTrue(origin.requests().get(1).header("If-Range").isPresent());
        assertEquals(1, origin.connections());
        assertEquals(0, result.refetchedBytes());
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
    }

    @Test
    void isTheOnlyOneForASmallFile() throws Exception {
        origin.serve("/small.bin", Resource.of(SMALL));
        rig.assertHas(SMALL, rig.download(origin.uri("/small.bin")));
        assertEquals(List.of(FIRST), ranges());
    }

    @Test
    void isTheOnlyOneWhereThereAreNoRanges() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(List.of(FIRST), ranges());
    }

    @Test
    void isFollowedByALookWhereNothingTellsTheVersion() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutEtag());
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertTrue(result.refetchedBytes() <= SMALL.length(), "fetched twice: " + result.refetchedBytes());
    }

    @Test
    void noticesThatTheFileWasReplacedRightAfterIt() throws Exception {
        Content other = Content.seeded(77, CONTENT.length());
        Resource replaced = Resource.of(other).withEtag("\"v2\"");
        origin.serve("/a.bin", Resource.of(CONTENT).withEtag("\"v1\""))
                .nextIf(request -> !first(request), (request, resource) -> {
                    origin.serve("/a.bin", replaced);
                    return replaced.reply(request);
                });
        rig.assertHas(other, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void isAskedAgainWhenItsAnswerBreaksOff() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(100_000));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(List.of(FIRST, "bytes=100000-"), ranges());
    }

    @Test
    void resumesBehindItWhenTheRestIsRefused() throws Exception {
        Route route = origin.serve("/a.bin", Resource.of(CONTENT));
        route.always(AnswerFaults.status(503).onlyIf(request -> !first(request)));
        rig.problem(origin.uri("/a.bin"));
        rig.assertKeeps(CONTENT, SMALL.length());
        route.always(Fault.none());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void goesOnInOneStreamWhereRangesWorkOnlyAtTheBeginning() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .always(RangeFaults.ignored().onlyIf(request -> !first(request)));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    private static boolean first(RecordedRequest request) {
        return request.header("Range").equals(Optional.of(FIRST));
    }

    private List<String> ranges() {
        return origin.requests().stream()
                .map(request -> request.header("Range").orElse("none"))
                .toList();
    }
}
