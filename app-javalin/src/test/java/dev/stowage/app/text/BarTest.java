package dev.stowage.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarTest {
    @ParameterizedTest
    @CsvSource({
        "0, 100, [>         ]",
        "50, 100, [=====>    ]",
        "99, 100, [=========>]",
        "100, 100, [==========]",
        "200, 100, [==========]",
        "0, 0, [==========]"
    })
    void fillsAsBytesCome(long part, long whole, String text) {
        assertEquals(text, Bar.text(part, whole, 12));
    }

    @Test
    void saysHundredPercentOnlyWhenAllIsThere() {
        assertEquals(99, Bar.percent(999_999, 1_000_000));
        assertEquals(100, Bar.percent(1_000_000, 1_000_000));
        assertEquals(100, Bar.percent(0, 0));
        assertEquals(42, Bar.percent(Long.MAX_VALUE / 100 * 42 + 1_000, Long.MAX_VALUE));
    }
}
