package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloadJsonTest {
    /** When this fails, rows that exist can no longer be read: read both forms, and add a resource for the new one. */
    @Test
    void readsTheFormOfVersionOne() throws IOException {
        assertEquals(Samples.full(), DownloadJson.read(golden()));
    }

    @Test
    void writesTheFormOfVersionOne() throws IOException {
        assertEquals(golden().strip(), DownloadJson.write(Samples.full()));
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        String newer = DownloadJson.write(Samples.full())
                .replaceFirst("\\{", "{\"added\":{\"later\":[1,true,null,\"x\"]},")
                .replace("\"kind\":\"image\"", "\"kind\":\"image\",\"width\":512")
                .replace("\"hex\":", "\"seconds\":1.5,\"hex\":");
        assertEquals(Samples.full(), DownloadJson.read(newer));
    }

    @Test
    void keepsThatItIsToWait() {
        Answers paused = Answers.builder().paused(true).build();
        Download held = Samples.plain("d1").toBuilder().answers(paused).build();
        assertEquals(held, DownloadJson.read(DownloadJson.write(held)));
    }

    @Test
    void takesWhatIsAbsentForEmpty() {
        Download least =
                DownloadJson.read("{\"id\":\"d1\",\"owner\":\"local\",\"reference\":\"https://example.test/d1\","
                        + "\"status\":\"resolving\",\"reason\":\"submitted\",\"group\":null,\"version\":1,"
                        + "\"createdAt\":\"2026-08-01T12:00:00Z\",\"updatedAt\":\"2026-08-01T12:00:00Z\"}");
        assertEquals(Answers.NONE, least.answers());
        assertEquals(List.of(), least.findings());
        assertTrue(least.file().isEmpty());
        assertEquals(0, least.priority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"id\":\"not an id\"}",
                "PLAIN \"status\":\"resolving\" -> \"status\":\"dreaming\"",
                "PLAIN \"status\":\"resolving\" -> \"status\":\"completed\"",
                "PLAIN \"version\":1 -> \"version\":\"1\"",
                "PLAIN \"priority\":0 -> \"priority\":99999999999",
                "PLAIN \"createdAt\":\"2026 -> \"createdAt\":\"nonsense 2026",
                "PLAIN \"receivedBytes\":0 -> \"published\":{\"sha3\":\"00\"}",
                "PLAIN \"receivedBytes\":0 -> \"computed\":{\"hex\":{\"sha256\":\"00\"}}",
                "PLAIN \"receivedBytes\":0 -> \"file\":{\"source\":\"NOT A SOURCE\",\"id\":\"x\"}",
                "PLAIN \"receivedBytes\":0 -> \"findings\":{}"
            })
    void saysSoWhenItCannotRead(String text) {
        String stored = text;
        if (text.startsWith("PLAIN ")) {
            String[] change = text.substring(6).split(" -> ", -1);
            stored = DownloadJson.write(Samples.plain("d1")).replace(change[0], change[1]);
            assertTrue(stored.contains(change[1]));
        }
        String unreadable = stored;
        assertThrows(UnreadableException.class, () -> DownloadJson.read(unreadable));
    }

    private static String golden() throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(DownloadJsonTest.class.getResourceAsStream("download-v1.json"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
