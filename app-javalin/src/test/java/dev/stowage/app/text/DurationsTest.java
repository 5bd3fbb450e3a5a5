package dev.stowage.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0:00",
        "9, 0:09",
        "40, 0:40",
        "61, 1:01",
        "3599, 59:59",
        "3600, 1:00:00",
        "3723, 1:02:03",
        "359999, 99:59:59",
        "360000, 4 d 4 h",
        "-5, 0:00"
    })
    void showsSecondsAsClockTime(long seconds, String text) {
        assertEquals(text, Durations.text(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0s",
        "0, 0s",
        "59, 59s",
        "60, 1m",
        "3599, 59m",
        "3600, 1h",
        "172799, 47h",
        "172800, 2d",
        "8640000, 100d"
    })
    void showsAnAgeInItsLargestUnit(long seconds, String text) {
        assertEquals(text, Durations.age(Duration.ofSeconds(seconds)));
    }

    @Test
    void leavesOutFractions() {
        assertEquals("0:01", Durations.text(Duration.ofMillis(1999)));
    }
}
