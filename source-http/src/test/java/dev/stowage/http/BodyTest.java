package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths, encodings and contents that are not what they should be. */
class BodyTest extends DownloadTest {
    @Test
    void neverTakesBytesBeyondTheAnnouncedLength() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.surplus(Content.seeded(9, 5_000)));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "-5", "", "many", "9223372036854775808", "3000001"})
    void refusesASecondOrAnImpossibleLength(String length) {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(FramingFaults.secondContentLength(length));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.BAD_FRAMING, problem.code());
        assertTrue(problem.retryable());
        assertEquals(0, rig.bytes().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "", "many", "9223372036854775808"})
    void refusesALengthThatIsNone(String length) {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(FramingFaults.contentLength(length));
        assertEquals(Codes.BAD_FRAMING, rig.problem(origin.uri("/a.bin")).code());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void takesALengthThatContradictsTheRangeForALie() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(FramingFaults.contentLength("2999999"));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertFalse(origin.requests().get(1).hasHeader("Range"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesBodiesWithoutALength(boolean chunked) throws Exception {
        Fault unmeasured = chunked ? FramingFaults.chunked(10_000) : FramingFaults.closeDelimited();
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges()).always(unmeasured);
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals("started 0 of ?", rig.heard.get(0));
    }

    @Test
    void ignoresALengthBesideChunks() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges())
                .always(FramingFaults.chunkedWithLength(10_000, "17"));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void neverTakesCutChunksForTheEnd() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges())
                .next(FramingFaults.chunkedCutAt(10_000, 25_000), FramingFaults.chunkedWithoutEnd(500_000));
        Problem cut = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.TRUNCATED, cut.code());
        assertTrue(cut.retryable());
        assertTrue(cut.why().endsWith(" of an unknown number of bytes"), cut.why());
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void continuesCutChunksWhereRangesWork() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).next(FramingFaults.chunkedCutAt(100_000, 1_500_000));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(0, result.refetchedBytes());
    }

    @Test
    void learnsTheEndOfACutBodyOfUnknownLength() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(FramingFaults.chunkedWithoutEnd(500_000)
                        .then(reply -> reply.withStatusLine("HTTP/1.1 200 OK").withoutHeader("Content-Range")));
        TransferResult result = rig.download(origin.uri("/a.bin"));
        rig.assertHas(CONTENT, result);
        assertEquals(2, origin.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-5", "8000000000000000"})
    void refusesBadChunkSizes(String size) {
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges())
                .always(FramingFaults.chunkedWithBadSize(50_000, size));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.BAD_FRAMING, problem.code());
        assertTrue(problem.retryable());
        rig.assertKeeps(CONTENT, rig.kept());
    }

    @Test
    void stopsAnEndlessBodyAtTheLimit() {
        rig.largest = 2_000_000;
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges()).always(FramingFaults.endless(3));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.TOO_LARGE, problem.code());
        assertFalse(problem.retryable());
        assertTrue(problem.why().contains("2000000"), problem.why());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void stopsAnEndlessBodyAtTheAnnouncedSize() {
        rig.expected = OptionalLong.of(1_000_000);
        origin.serve("/a.bin", Resource.of(CONTENT).withoutRanges()).always(FramingFaults.endless(3));
        assertEquals(Codes.TOO_LARGE, rig.problem(origin.uri("/a.bin")).code());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void refusesFilesOverTheLimitBeforeTheirFirstByte() {
        rig.largest = SIZE - 1;
        origin.serve("/a.bin", Resource.of(CONTENT));
        assertEquals(Codes.TOO_LARGE, rig.problem(origin.uri("/a.bin")).code());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void refusesASizeThatWasNotAnnounced() {
        rig.expected = OptionalLong.of(SIZE + 1);
        origin.serve("/a.bin", Resource.of(CONTENT));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.SIZE_MISMATCH, problem.code());
        assertEquals(Optional.of(Need.CONFIRM_CHANGE), problem.need());
        assertTrue(problem.why().startsWith("the source announced 3000001 bytes, 127.0.0.1"), problem.why());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void believesAHashMoreThanAnAnnouncedSize() throws Exception {
        rig.expecting(CONTENT).expected = OptionalLong.of(SIZE + 1);
        origin.serve("/a.bin", Resource.of(CONTENT));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void missesBytesOfABodyThatEndsEarlyWithoutSayingSo() throws Exception {
        rig.expected = OptionalLong.of(SIZE);
        origin.serve("/a.bin", Resource.of(CONTENT))
                .next(FramingFaults.closeDelimited()
                        .then(reply -> reply.at(1_000_000, Step.close()).withStatusLine("HTTP/1.1 200 OK")));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals(2, origin.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 5", "false, 5"})
    void refusesEmptyFiles(boolean ranges, long announced) {
        Resource empty = Resource.of(Content.empty());
        origin.serve("/a.bin", ranges ? empty : empty.withoutRanges());
        rig.expected = announced == 0 ? OptionalLong.empty() : OptionalLong.of(announced);
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(announced == 0 ? Codes.EMPTY_FILE : Codes.SIZE_MISMATCH, problem.code());
        assertFalse(problem.retryable());
    }

    @Test
    void refusesAnEmptyBodyWithoutALength() {
        origin.serve("/a.bin", Resource.of(Content.empty()).withoutRanges()).always(FramingFaults.chunked(10));
        assertEquals(Codes.EMPTY_FILE, rig.problem(origin.uri("/a.bin")).code());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void refusesAnswersWithoutABody(int status) {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(AnswerFaults.status(status));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.EMPTY_REPLY, problem.code());
        assertTrue(problem.retryable());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesPackedBodiesBeforeTheirFirstByte(boolean reallyPacked) {
        Fault packed = reallyPacked ? FramingFaults.gzipped() : FramingFaults.labelled("gzip");
        origin.serve("/a.bin", Resource.of(CONTENT)).always(packed);
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.ENCODED_BODY, problem.code());
        assertFalse(problem.retryable());
        assertEquals(0, rig.bytes().length);
        assertEquals(2, origin.requests().size());
    }

    @Test
    void asksForTheWholeWhenOnlyRangesArePacked() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT))
                .always(FramingFaults.labelled("gzip").onlyIf(request -> request.hasHeader("Range")));
        rig.assertHas(CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void leavesFlippedBitsToTheHash() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT)).always(BodyFaults.flippedAt(1_234_567));
        rig.expecting(CONTENT).download(origin.uri("/a.bin"));
        assertArrayEquals(CONTENT.flipBit(1_234_567).toByteArray(), rig.bytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverStoresALoginPageNorGivesUpBytesForIt(boolean hash) {
        if (hash) {
            rig.expecting(CONTENT);
        }
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(50_000));
        rig.problem(origin.uri("/a.bin"));
        origin.route("/a.bin").always(AnswerFaults.loginPage());
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.LOGIN_PAGE, problem.code());
        assertEquals(Optional.of(Need.ADD_TOKEN), problem.need());
        rig.assertKeeps(CONTENT, 50_000);
    }

    @Test
    void neverGivesUpBytesForAFileThatIsRefused() {
        rig.expected = OptionalLong.of(SIZE);
        origin.serve("/a.bin", Resource.of(CONTENT)).next(BodyFaults.truncatedAt(50_000));
        rig.problem(origin.uri("/a.bin"));
        origin.serve("/a.bin", Resource.of(CONTENT.slice(0, 70_000)).withoutRanges());
        assertEquals(Codes.SIZE_MISMATCH, rig.problem(origin.uri("/a.bin")).code());
        rig.assertKeeps(CONTENT, 50_000);
    }

    @Test
    void tellsTheErrorThatCameInPlaceOfTheFile() {
        origin.route("/a.bin")
                .always(AnswerFaults.status(200, "application/json", "{\"message\":\"Buy it first\",\"id\":7}"));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertEquals(Codes.ERROR_BODY, problem.code());
        assertTrue(problem.why().endsWith("(\"Buy it first\")"), problem.why());
        assertEquals(0, rig.bytes().length);
    }

    @Test
    void refusesPointersToFiles() {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 7\n";
        origin.serve("/a.safetensors", Resource.of(Content.of(pointer)).withContentType("text/plain"));
        assertEquals(
                Codes.POINTER_FILE, rig.problem(origin.uri("/a.safetensors")).code());
        assertEquals(0, rig.bytes().length);
    }

    @ParameterizedTest
    @CsvSource({"/a.json, application/json, {}", "/a.html, text/html, <html>", "/a.txt, text/plain, some words"})
    void bringsSmallTextFilesThatAreMeant(String path, String type, String body) throws Exception {
        Content text = Content.of(body);
        origin.serve(path, Resource.of(text).withContentType(type));
        rig.assertHas(text, rig.download(origin.uri(path)));
    }

    @Test
    void bringsTextThatOnlyTheOriginNames() throws Exception {
        Content text = Content.of("{\"nodes\":[]}");
        origin.serve(
                "/get",
                Resource.of(text)
                        .withContentType("application/json")
                        .withDisposition("attachment; filename=workflow.json"));
        TransferResult result = rig.download(origin.uri("/get"));
        rig.assertHas(text, result);
        assertEquals(Optional.of("workflow.json"), result.suggestedName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"model.bin\" | model.bin",
                "attachment; filename=\"../../etc/passwd\"; filename*=UTF-8''%2e%2e%2fx |",
                "attachment; filename=\"good.bin\"; filename*=UTF-8''..%2Fbad.bin | good.bin",
                "inline; filename*=UTF-8''m%C3%B6del.bin | m\u00F6del.bin",
                "attachment |"
            })
    void suggestsTheFirstHarmlessName(String disposition, String expected) throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT).withDisposition(disposition));
        assertEquals(
                Optional.ofNullable(expected),
                rig.download(origin.uri("/a.bin")).suggestedName());
    }
}
