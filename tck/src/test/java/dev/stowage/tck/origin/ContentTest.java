package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void seededBytesAreTheSameInWhateverPiecesTheyAreRead() {
        Content content = Content.seeded(3, 1001);
        byte[] whole = content.toByteArray();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(1001);
            int to = from + random.nextInt(1001 - from + 1);
            assertArrayEquals(
                    Arrays.copyOfRange(whole, from, to),
                    content.slice(from, to - from).toByteArray());
        }
        assertNotEquals(content.sha256(), Content.seeded(4, 1001).sha256());
    }

    @Test
    void knowsItsSha256() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Content.of("abc").sha256());
    }

    @Test
    void hugeContentNeedsNoMemory() {
        Content content = Content.seeded(1, Long.MAX_VALUE);
        assertEquals(16, content.slice(Long.MAX_VALUE - 16, 16).toByteArray().length);
    }

    @Test
    void flipsExactlyOneBit() {
        byte[] flipped = Content.of(new byte[20]).flipBit(13).toByteArray();
        byte[] expected = new byte[20];
        expected[13] = 1;
        assertArrayEquals(expected, flipped);
        assertThrows(IndexOutOfBoundsException.class, () -> Content.of("abc").flipBit(3));
    }

    @Test
    void joinsSlicesAndRepeatsAcrossTheirEdges() {
        Content letters =
                Content.of("abc").then(Content.repeat(Content.of("de"), 3)).then(Content.of("f"));
        assertEquals("abcdededef", text(letters));
        assertEquals("cdeded", text(letters.slice(2, 6)));
        assertEquals("ef", text(letters.slice(8, 2)));
        assertEquals("", text(letters.slice(10, 0)));
    }

    @Test
    void keepsItsBytesWhenTheArrayChanges() {
        byte[] bytes = {1, 2, 3};
        Content content = Content.of(bytes);
        bytes[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, content.toByteArray());
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }
}
