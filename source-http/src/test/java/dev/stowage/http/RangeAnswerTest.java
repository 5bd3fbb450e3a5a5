package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.stowage.http.RangeAnswer.Asked;
import dev.stowage.http.RangeAnswer.Doubtful;
import dev.stowage.http.RangeAnswer.Known;
import dev.stowage.http.RangeAnswer.Part;
import dev.stowage.http.RangeAnswer.Whole;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeAnswerTest {
    private static final Validators V1 = new Validators(Optional.of("\"v1\""), Optional.empty());
    private static final Validators V2 = new Validators(Optional.of("\"v2\""), Optional.empty());
    private static final Asked REST = new Asked(40, OptionalLong.empty(), true, true);
    private static final Asked ALL = new Asked(0, OptionalLong.empty(), true, false);
    private static final Asked PLAIN = new Asked(0, OptionalLong.empty(), false, false);
    private static final Known HAVE = new Known(40, OptionalLong.of(100), V1);

    @Test
    void acceptsTheRestOfTheSameVersion() {
        RangeAnswer answer =
                partial(REST, HAVE, "Content-Range: bytes 40-99/100", "ETag: \"v1\"", "Content-Length: 60");
        assertEquals(new Part(40, 100, 100, V1), answer);
    }

    @Test
    void acceptsAShorterRangeAndCutsALongerOne() {
        assertEquals(new Part(40, 50, 100, V1), partial(REST, HAVE, "Content-Range: bytes 40-49/100", "ETag: \"v1\""));
        Asked few = new Asked(40, OptionalLong.of(49), true, false);
        assertEquals(new Part(40, 50, 100, V1), partial(few, HAVE, "Content-Range: bytes 40-99/100", "ETag: \"v1\""));
    }

    @Test
    void acceptsAnythingConsistentWhileNothingIsKnown() {
        assertEquals(
                new Part(0, 100, 100, V2),
                partial(ALL, Known.NOTHING, "Content-Range: bytes 0-99/100", "ETag: \"v2\""));
        assertEquals(
                new Part(0, 100, 100, Validators.NONE), partial(ALL, Known.NOTHING, "Content-Range: bytes 0-99/100"));
    }

    @Test
    void learnsTheTotalThatWasNotKnown() {
        Known unknown = new Known(40, OptionalLong.empty(), V1);
        assertEquals(
                new Part(40, 100, 100, V1), partial(REST, unknown, "Content-Range: bytes 40-99/100", "ETag: \"v1\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Range: bytes 41-99/100",
                "Content-Range: bytes 0-99/100",
                "Content-Range: bytes 40-99/*",
                "Content-Range: bytes */100",
                "Content-Range: bytes 40-120/100",
                "Content-Range: 40-99/100",
                "Content-Length: 60"
            })
    void calls206ALieWhenItIsNotWhatWasAskedFor(String field) {
        assertEquals(new RangeAnswer.Lie(), partial(REST, HAVE, field, "ETag: \"v1\""));
    }

    @Test
    void callsItALieWhenFieldsContradictEachOther() {
        String right = "Content-Range: bytes 40-99/100";
        assertEquals(new RangeAnswer.Lie(), partial(REST, HAVE, right, right, "ETag: \"v1\""));
        assertEquals(new RangeAnswer.Lie(), partial(REST, HAVE, right, "Content-Length: 100", "ETag: \"v1\""));
        assertEquals(
                new RangeAnswer.Lie(),
                partial(REST, HAVE, right, "Content-Type: multipart/byteranges; boundary=x", "ETag: \"v1\""));
        assertEquals(new RangeAnswer.Lie(), partial(PLAIN, Known.NOTHING, "Content-Range: bytes 0-99/100"));
    }

    @Test
    void callsItChangedWhenTheSizeDiffers() {
        assertEquals(new RangeAnswer.Changed(), partial(REST, HAVE, "Content-Range: bytes 40-100/101", "ETag: \"v1\""));
        assertEquals(new RangeAnswer.Changed(), answer(REST, HAVE, 416, "Content-Range: bytes */30"));
        assertEquals(new RangeAnswer.Changed(), answer(REST, HAVE, 412));
    }

    @Test
    void doubtsARangeOfAnotherOrAnUnknownVersion() {
        assertEquals(
                new Doubtful(new Part(40, 100, 100, V2)),
                partial(REST, HAVE, "Content-Range: bytes 40-99/100", "ETag: \"v2\""));
        assertEquals(
                new Doubtful(new Part(40, 100, 100, Validators.NONE)),
                partial(REST, HAVE, "Content-Range: bytes 40-99/100", "ETag: W/\"v1\""));
        Known nameless = new Known(40, OptionalLong.of(100), Validators.NONE);
        assertInstanceOf(Doubtful.class, partial(REST, nameless, "Content-Range: bytes 40-99/100", "ETag: \"v1\""));
    }

    @Test
    void saysOfTheWholeFileWhetherItIsTheSame() {
        assertEquals(
                new Whole(OptionalLong.of(100), V1, true),
                answer(REST, HAVE, 200, "Content-Length: 100", "ETag: \"v1\""));
        assertEquals(
                new Whole(OptionalLong.of(99), V1, false),
                answer(REST, HAVE, 200, "Content-Length: 99", "ETag: \"v1\""));
        assertEquals(new Whole(OptionalLong.empty(), V2, false), answer(REST, HAVE, 200, "ETag: \"v2\""));
        assertEquals(
                new Whole(OptionalLong.of(100), Validators.NONE, false),
                answer(ALL, Known.NOTHING, 200, "Content-Length: 100"));
    }

    @Test
    void knowsTheEndFromARangeBeyondIt() {
        Asked beyond = new Asked(100, OptionalLong.empty(), true, true);
        Known all = new Known(100, OptionalLong.of(100), V1);
        Known endless = new Known(100, OptionalLong.empty(), V1);
        assertEquals(new RangeAnswer.Complete(100), answer(beyond, all, 416, "Content-Range: bytes */100"));
        assertEquals(new RangeAnswer.Complete(100), answer(beyond, endless, 416, "Content-Range: bytes */100"));
        assertEquals(new RangeAnswer.Changed(), answer(beyond, endless, 416, "Content-Range: bytes */90"));
        assertEquals(new RangeAnswer.Lie(), answer(beyond, endless, 416, "Content-Range: bytes */110"));
        assertEquals(new RangeAnswer.Lie(), answer(REST, HAVE, 416, "Content-Range: bytes */100"));
        assertEquals(new RangeAnswer.Lie(), answer(REST, HAVE, 416));
        assertEquals(new RangeAnswer.Empty(), answer(ALL, Known.NOTHING, 416, "Content-Range: bytes */0"));
    }

    @ParameterizedTest
    @CsvSource({"200, gzip", "206, gzip", "200, br", "206, 'gzip, gzip'", "200, X-Nonsense"})
    void refusesPackedBodies(int status, String coding) {
        assertEquals(
                new RangeAnswer.Encoded(),
                answer(REST, HAVE, status, "Content-Encoding: " + coding, "Content-Range: bytes 40-99/100"));
    }

    @Test
    void takesIdentityForNoCodingAtAll() {
        assertInstanceOf(Whole.class, answer(ALL, Known.NOTHING, 200, "Content-Encoding: Identity"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void thinksOfLapsedAddresses(int status) {
        assertEquals(new RangeAnswer.Expired(), answer(REST, HAVE, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520, 529})
    void callsPassingTroubleBusy(int status) {
        assertEquals(new RangeAnswer.Busy(), answer(REST, HAVE, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 201, 204, 205, 300, 304, 405, 406, 415, 426, 451, 501, 505, 507, 511, 999})
    void callsEverythingElseARefusal(int status) {
        assertEquals(new RangeAnswer.Refused(), answer(REST, HAVE, status));
    }

    private static RangeAnswer partial(Asked asked, Known known, String... fields) {
        return answer(asked, known, 206, fields);
    }

    private static RangeAnswer answer(Asked asked, Known known, int status, String... fields) {
        return RangeAnswer.of(asked, known, status, Heads.of(fields));
    }
}
