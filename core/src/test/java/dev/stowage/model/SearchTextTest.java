package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTextTest {
    @ParameterizedTest
    @CsvSource({
        "LoRA, lora",
        "ЖАР-ПТИЦА, жар-птица",
        "Straße, STRASSE",
        "STRAẞE, strasse",
        "ΟΔΟΣ, οδος",
        "İstanbul, istanbul",
        "Ünï, U\u0308ni\u0308",
        "ＳＤＸＬ, sdxl",
        "日本語, 日本語"
    })
    void takesForEqual(String one, String other) {
        assertEquals(SearchText.folded(one), SearchText.folded(other));
    }

    @Test
    void foldingTwiceChangesNothing() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .map(SearchText::folded)
                .forEach(folded -> assertEquals(folded, SearchText.folded(folded)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "AB", " a"})
    void refusesWhatIsNotTheBeginningOfADigest(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> AssetQuery.ALL.beginning(prefix));
    }
}
