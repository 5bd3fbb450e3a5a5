package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @Test
    void readsAmountsAsPeopleWriteThem() {
        assertEquals(OptionalLong.of(200_000_000_000L), ByteSize.parse("200 GB"));
        assertEquals(OptionalLong.of(64L << 20), ByteSize.parse(" 64mib "));
        assertEquals(OptionalLong.of(1_048_576), ByteSize.parse("1048576"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5 GB", "GB", "1 XB", "999999999999999 TB", "1  GB"})
    void refusesEverythingElse(String text) {
        assertEquals(OptionalLong.empty(), ByteSize.parse(text));
    }
}
