package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Made-up model files: exact in length, the same for the same seed, and of any size. */
final class SampleWeightsTest {
    private static final Pattern OFFSETS = Pattern.compile("\"data_offsets\":\\[(\\d+),(\\d+)\\]");

    @ParameterizedTest
    @EnumSource(SampleWeights.class)
    void theHeaderAccountsForEveryByte(SampleWeights kind) {
        for (long length : new long[] {600_000, 600_001, 5_000_003}) {
            Content file = kind.safetensors(1, length);
            assertEquals(length, file.length());
            byte[] start = file.slice(0, Long.BYTES).toByteArray();
            long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
            String json = new String(file.slice(Long.BYTES, header).toByteArray(), StandardCharsets.UTF_8);
            assertTrue(json.startsWith("{\""), json);
            assertEquals(length - Long.BYTES - header, end(json), json);
        }
    }

    /** The end of the last tensor, each having begun where the one before ended. */
    private static long end(String json) {
        long end = 0;
        for (MatchResult tensor : OFFSETS.matcher(json).results().toList()) {
            assertEquals(end, Long.parseLong(tensor.group(1)));
            end = Long.parseLong(tensor.group(2));
        }
        return end;
    }

    @Test
    void theSameSeedMakesTheSameFileAndAnotherOneAnother() {
        Content one = SampleWeights.SDXL_LORA.safetensors(7, 200_000);
        assertArrayEquals(
                one.toByteArray(),
                SampleWeights.SDXL_LORA.safetensors(7, 200_000).toByteArray());
        assertNotEquals(
                one.sha256(), SampleWeights.SDXL_LORA.safetensors(8, 200_000).sha256());
    }

    @Test
    void aFileOfManyGigabytesTakesNoMemory() {
        Content huge = SampleWeights.SDXL_CHECKPOINT.safetensors(1, 50_000_000_000L);
        assertEquals(50_000_000_000L, huge.length());
        assertEquals(16, huge.slice(huge.length() - 16, 16).toByteArray().length);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SampleWeights.FLUX1_LORA.safetensors(1, 10_000));
        assertThrows(IllegalArgumentException.class, () -> SampleWeights.VAE.gguf(1, 1_000_000, "Q4_K_M"));
        assertThrows(IllegalArgumentException.class, () -> SampleWeights.LANGUAGE_MODEL.gguf(1, 1_000_000, "Q4_7"));
    }

    @Test
    void aGgufFileIsOfTheLengthThatIsAskedForOrLittleLess() {
        for (String label : new String[] {"F16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K"}) {
            Content file = SampleWeights.LANGUAGE_MODEL.gguf(1, 2_000_000, label);
            assertTrue(file.length() <= 2_000_000 && file.length() > 1_950_000, () -> label + " " + file.length());
            assertEquals("GGUF", new String(file.slice(0, 4).toByteArray(), StandardCharsets.US_ASCII));
        }
    }
}
