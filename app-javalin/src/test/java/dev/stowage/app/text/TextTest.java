package dev.stowage.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextTest {
    @Test
    void padsWhatIsShort() {
        assertEquals("name  ", Text.fit("name", 6));
    }

    @Test
    void leavesOutTheMiddleSoThatBeginningAndExtensionStay() {
        assertEquals("a-very..ensors", Text.fit("a-very-long-name.safetensors", 14));
    }

    @Test
    void countsWideCharactersTwiceAndMarksNotAtAll() {
        assertEquals(4, Text.columns("模型"));
        assertEquals(1, Text.columns("e\u0301"));
        assertEquals(2, Text.columns("\uD83D\uDE00"));
    }

    @Test
    void writesOutWhatATerminalWouldObey() {
        assertEquals("a\\u001b[2Jb\\u000ac\\u202ed", Text.safe("a\u001b[2Jb\nc\u202ed"));
        assertEquals("模型 é", Text.safe("模型 é"));
    }

    @Test
    void aSentenceThatEndsWithACommandIsEndedBeforeTheNext() {
        assertEquals("Run: kill 7. See: x", Text.sentences("Run: kill 7", "See: x"));
        assertEquals("It ends. See: x", Text.sentences("It ends.", "See: x"));
    }

    @Test
    void everyTextFitsExactly() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(40), 0, 6)
                    .mapToObj(kind -> switch (kind) {
                        case 0 -> "模";
                        case 1 -> "\uD83D\uDE00";
                        case 2 -> "e\u0301";
                        default -> "x";
                    })
                    .reduce("", String::concat);
            int columns = random.nextInt(30);
            assertEquals(columns, Text.columns(Text.fit(text, columns)), text);
            assertEquals(Math.min(columns, Text.columns(text)), Text.columns(Text.cut(text, columns)), 1.0, text);
        }
    }
}
