package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Origins that answer another question than they were asked. Nothing of such an answer is stored. */
class RangeLieTest extends DownloadTest {
    private static final Map<String, Fault> LIES = Map.ofEntries(
            Map.entry("another start", RangeFaults.moved(5, 0)),
            Map.entry("no field", RangeFaults.withoutContentRange()),
            Map.entry("two fields", RangeFaults.secondContentRange("bytes 0-9/10")),
            Map.entry("nonsense", RangeFaults.contentRange("bytes all of them")),
            Map.entry("negative", RangeFaults.contentRange("bytes -5-10/3000000")),
            Map.entry("overflow", RangeFaults.contentRange("bytes 0-9223372036854775807/9223372036854775808")),
            Map.entry("unsatisfied", RangeFaults.contentRange("bytes */3000000")),
            Map.entry("several parts", RangeFaults.multipart()),
            Map.entry("no total", RangeFaults.total("*")),
            Map.entry("416 for nothing", RangeFaults.notSatisfiable("bytes */3000000")),
            Map.entry("416 without a size", RangeFaults.notSatisfiable("nothing")));

    static Stream<String> lies() {
        return LIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void asksForTheWholeFileWhenTheFirstAnswerIsALie(String lie) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(fault(lie));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertFalse(origin.requests().get(1).hasHeader("Range"));
        assertEquals(2, origin.requests().size());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void asksOnceMoreWhenALaterAnswerIsALie(String lie) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000), fault(lie));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void beginsAnewWithoutRangesWhenItIsLiedToAgain(String lie) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000))
                .from(2, fault(lie));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(1_000_000, result.refetchedBytes());
        assertEquals(4, origin.requests().size());
        assertTrue(rig.heard.contains("rewound 0 range_lie"), rig.heard.toString());
    }

    @Test
    void takesLessThanItAskedForAndAsksForTheRest() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(RangeFaults.moved(0, -1_000_000));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
    }

    @Test
    void losesPatienceWithAnOriginThatGivesALittleAtATime() {
        Fault little = (request, resource) -> {
            long first = Long.parseLong(request.header("Range").orElseThrow().replaceAll("\\D", ""));
            return Reply.of(206, CONTENT.slice(first, 2_000))
                    .withHeader("ETag", "\"v1\"")
                    .withHeader("Content-Range", "bytes " + first + "-" + (first + 1_999) + "/" + SIZE);
        };
        origin.serve("/a.bin", Resource.of(CONTENT)).always(little);
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.TRUNCATED, problem.code());
        assertTrue(problem.retryable());
        rig.assertKeeps(CONTENT, 2_000);
        assertEquals(1, origin.requests().size());
    }

    @Test
    void noticesAnotherTotal() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(BodyFaults.truncatedAt(1_000_000), RangeFaults.total("3000001"));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertTrue(rig.heard.contains("rewound 0 changed"), rig.heard.toString());
    }

    @Test
    void cannotSeeBytesFromAnotherPlaceAndLeavesThemToTheHash() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(1_000_000), RangeFaults.misplaced(-7));
        rig.download(origin.uri("/a.bin"));
        byte[] wrong = rig.bytes();
        assertEquals(SIZE, wrong.length);
        assertArrayEquals(CONTENT.slice(999_993, 100).toByteArray(), Arrays.copyOfRange(wrong, 1_000_000, 1_000_100));
    }

    @Test
    void refusesAPartWhenItAskedForTheWhole() {
        Fault lie =
                (request, resource) -> Reply.of(206, CONTENT).withHeader("Content-Range", "bytes 1-3000000/3000001");
        origin.serve("/a.bin", Resource.of(CONTENT)).always(lie);
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.RANGE_LIE, problem.code());
        assertTrue(problem.retryable());
        assertEquals(0, rig.bytes().length);
    }

    private static Fault fault(String lie) {
        return Objects.requireNonNull(LIES.get(lie));
    }
}
