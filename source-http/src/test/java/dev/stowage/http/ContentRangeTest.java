package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {
    @Test
    void readsWhatServersWrite() {
        assertEquals(range(0, 0, 1), ContentRange.of(Heads.of("Content-Range: bytes 0-0/1")));
        assertEquals(range(5, 9, 100), ContentRange.of(Heads.of("content-range:  BYTES 5-9/100 ")));
        assertEquals(
                Optional.of(new ContentRange(5, 9, OptionalLong.empty())),
                ContentRange.of(Heads.of("Content-Range: bytes 5-9/*")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes 0-9",
                "bytes 0-9/",
                "bytes 9-0/100",
                "bytes 0-99/99",
                "bytes -1-9/100",
                "bytes 0--9/100",
                "bytes */100",
                "bytes=0-9/100",
                "bytes  0-9/100",
                "bytes 0-9/100, bytes 10-19/100",
                "items 0-9/100",
                "bytes 0-9/-100",
                "bytes 0x0-0x9/100",
                "bytes 0-9223372036854775807/9223372036854775808",
                "bytes 0-9/99999999999999999999",
                "bytes \u0660-\u0669/100"
            })
    void refusesEverythingElse(String value) {
        assertEquals(Optional.empty(), ContentRange.of(Heads.of("Content-Range: " + value)));
    }

    @Test
    void refusesTwoOfThemAndNone() {
        String right = "Content-Range: bytes 0-9/100";
        assertEquals(Optional.empty(), ContentRange.of(Heads.of(right, right)));
        assertEquals(Optional.empty(), ContentRange.of(Heads.of()));
    }

    @Test
    void readsTheTotalOfAnAnswerWithoutRange() {
        assertEquals(OptionalLong.of(47), ContentRange.totalWithoutRange(Heads.of("Content-Range: bytes */47")));
        for (String wrong : new String[] {"bytes */*", "bytes 0-9/47", "*/47", "bytes */-1"}) {
            assertEquals(
                    OptionalLong.empty(), ContentRange.totalWithoutRange(Heads.of("Content-Range: " + wrong)), wrong);
        }
    }

    private static Optional<ContentRange> range(long first, long last, long total) {
        return Optional.of(new ContentRange(first, last, OptionalLong.of(total)));
    }
}
