package dev.stowage.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048524, 1023.9 KiB",
        "1048575, 1.0 MiB",
        "1048576, 1.0 MiB",
        "2791728742, 2.6 GiB",
        "9223372036854775807, 8192.0 PiB"
    })
    void showsSizesInPowersOf1024(long bytes, String text) {
        assertEquals(text, Bytes.text(bytes));
    }

    @Test
    void showsAPartInTheUnitOfTheWhole() {
        assertEquals("0.1/2.6 GiB", Bytes.of(107_374_182, 2_791_728_742L));
        assertEquals("5/900 B", Bytes.of(5, 900));
    }

    @Test
    void showsSpeeds() {
        assertEquals("35.1 MiB/s", Bytes.perSecond(36_805_017));
    }
}
