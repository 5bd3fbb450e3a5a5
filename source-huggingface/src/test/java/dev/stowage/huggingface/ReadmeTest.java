package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Text",
                "---\nlicense: mit\n---\n# Text\n",
                "---\r\nlicense: mit\r\n---\r\n# Text",
                "\uFEFF---\nlicense: mit\n---\n\n# Text",
                "---\n---\n# Text",
                "--- \na: b\n--- \n# Text",
            })
    void leavesOutTheDataAtTheHead(String text) {
        assertEquals(Optional.of("# Text"), new Readme(text).description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\nlicense: mit\n# Text", "# Text\n---\nmore\n---\n"})
    void keepsAllWhereThereIsNoHead(String text) {
        assertEquals(Optional.of(text.strip()), new Readme(text).description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "---\nlicense: mit\n---\n"})
    void hasNoDescriptionWithoutText(String text) {
        assertEquals(Optional.empty(), new Readme(text).description());
    }

    @Test
    void cutsAnEndlessTextBetweenCharacters() {
        String description =
                new Readme("x" + "\uD83E\uDD8A".repeat(100_000)).description().orElseThrow();
        assertTrue(description.length() <= 65_537);
        assertTrue(description.endsWith("\uD83E\uDD8A…"));
    }

    @Test
    void findsTriggerWordsBelowTheirHeading() {
        assertEquals(List.of("TOK"), new Readme("# A\r\n### Trigger Words\r\nUse `TOK`\r\n# B\r\n`x`").triggerWords());
        assertEquals(List.of("a b"), new Readme("## **Trigger phrase:**\n`a b`").triggerWords());
        assertEquals(List.of(), new Readme("Trigger words: `x`").triggerWords());
        assertEquals(List.of(), new Readme("## Trigger words\nnone").triggerWords());
    }
}
