package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The file at the origin becomes another one, or seems to. Never are two versions mixed. */
class ChangeTest extends DownloadTest {
    private static final Resource NEW = Resource.of(OTHER).withEtag("\"v2\"");

    @Test
    void noticesAReplacedFileOfEqualLengthBetweenTwoRuns() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(50_000));
        rig.problem(origin.uri("/a.bin"));
        origin.serve("/a.bin", NEW);
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(OTHER, result);
        assertEquals(Optional.of("\"v2\""), result.validator());
        assertEquals(50_000, result.refetchedBytes());
    }

    @Test
    void saysSoWhenTheFileChangesMidWay() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000))
                .from(2, replaced());
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(OTHER, result);
        assertEquals(List.of("started 0 of 3000000", "rewound 0 changed"), rig.heard);
        assertTrue(rig.rewinds.get(0).why().endsWith("changed during the download"));
    }

    @Test
    void noticesAnotherSizeUnderTheSameTag() throws Exception {
        Content shorter = OTHER.slice(0, 2_000_000);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        origin.route("/a.bin").from(2, Fault.serving(resource -> resource.withContent(shorter)));
        rig.assertHas(shorter, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void noticesAPartOfAnotherVersionAlthoughIfRangeForbidsIt() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000), RangeFaults.fromOtherVersion(resource -> NEW));
        origin.route("/a.bin").from(3, replaced());
        rig.assertHas(OTHER, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void noticesAShorterFileBy416() throws Exception {
        Content shorter = OTHER.slice(0, 500_000);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        origin.route("/a.bin")
                .from(2, Fault.serving(resource -> Resource.of(shorter).ignoringIfRange()));
        rig.assertHas(shorter, rig.download(origin.uri("/a.bin")));
        assertTrue(rig.heard.contains("rewound 0 changed"), rig.heard.toString());
    }

    @Test
    void goesOnWhenOnlyTheTagChangesAndAHashWillDecide() throws Exception {
        rig.expecting(CONTENT);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        origin.route("/a.bin").from(2, Fault.serving(resource -> resource.withEtag("\"edge\"")));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
        assertEquals(3 * 65_536, result.refetchedBytes());
    }

    @Test
    void goesOnAgainstATagThatIsNewInEveryAnswer() throws Exception {
        rig.expecting(CONTENT);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        int[] count = {0};
        origin.route("/a.bin").from(2, Fault.serving(resource -> resource.withEtag("\"t" + ++count[0] + "\"")));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(List.of("started 0 of 3000000"), rig.heard);
    }

    @Test
    void beginsAnewWhenALookShowsOtherBytes() throws Exception {
        rig.expecting(OTHER);
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000))
                .from(2, replaced());
        rig.assertHas(OTHER, rig.download(origin.uri("/a.bin")));
        assertTrue(rig.heard.contains("rewound 0 changed"), rig.heard.toString());
    }

    @Test
    void asksAgainWithoutConditionWhenTheOriginMisunderstandsIt() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000));
        origin.route("/a.bin").nextIf(request -> request.hasHeader("If-Range"), RangeFaults.ignored());
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
        assertEquals(3, origin.requests().size());
    }

    @Test
    void beginsAnewWithAnOriginThatKnowsNoRanges() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges()).next(BodyFaults.truncatedAt(1_000_000));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(1_000_000, result.refetchedBytes());
        assertEquals(List.of("started 0 of 3000000", "rewound 0 no_ranges"), rig.heard);
    }

    @Test
    void givesUpForNowWhenAnOriginWithoutRangesAlwaysBreaksOff() {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges()).always(BodyFaults.truncatedAt(1_000_000));
        assertEquals(Codes.TRUNCATED, rig.problem(origin.uri("/a.bin")).code());
        assertTrue(
                origin.requests().size() < 6, "requests: " + origin.requests().size());
    }

    @Test
    void givesUpForNowWhenTheFileNeverStaysTheSame() {
        int[] count = {0};
        origin.serve("/a.bin", Resource.of(CONTENT))
                .always(Fault.serving(resource -> resource.withEtag("\"t" + ++count[0] + "\"")
                                .withContent(Content.seeded(count[0], SIZE)))
                        .then(reply -> reply.at(200_000, Step.close())));
        assertTrue(rig.problem(origin.uri("/a.bin")).retryable());
        assertTrue(
                origin.requests().size() < 12, "requests: " + origin.requests().size());
    }

    private static Fault replaced() {
        return Fault.serving(resource -> NEW);
    }
}
