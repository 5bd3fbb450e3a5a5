package dev.stowage.modelfiles;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Headers with random damage: always an answer, never much memory, and never a proof for a file that was cut. */
final class HeaderFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final long MOST_MEMORY = 4 << 20;
    private static final int MOST_PADDING = 1 << 20;

    private static final long[] NASTY = {
        0, 1, 2, 9, 127, 128, 255, 65_535, 1 << 20, Integer.MAX_VALUE, 0xFFFF_FFFFL, Long.MAX_VALUE, Long.MIN_VALUE, -1
    };

    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long proven;

    @Test
    void survivesDamagedSafetensors() throws Exception {
        SampleFile[] samples = new SampleFile[16];
        Arrays.setAll(samples, i -> SampleSafetensors.ofSeed(i, 1 + i));
        fuzz("a.safetensors", samples, 0);
    }

    @Test
    void survivesDamagedGguf() throws Exception {
        SampleFile[] samples = new SampleFile[16];
        Arrays.setAll(samples, i -> SampleGguf.ofSeed(i, 1 + i));
        fuzz("a.gguf", samples, MOST_PADDING);
    }

    @Test
    void survivesDamagedArchives() throws Exception {
        SampleFile[] samples = {SampleFile.of(Zips.of("a.txt", "b/c.txt", "d.safetensors"))};
        fuzz("a.zip", samples, 0);
    }

    private void fuzz(String name, SampleFile[] samples, int padding) throws StowageException {
        Random random = new Random(20_000);
        for (int round = 0; round < ROUNDS; round++) {
            SampleFile sample = samples[round % samples.length];
            byte[] header = damaged(sample.header(), random);
            long dataLength = sample.length() - sample.header().length;
            SampleFile file = SampleFile.of(header, dataLength, round);
            Inspection inspection = inspectInLittleMemory(name, random.nextInt(8) == 0 ? file.withoutSize() : file);
            if (inspection.provesLength()) {
                proven++;
                long cut = file.length() - 1 - padding - random.nextInt(64);
                assertFalse(cut >= 0
                        && inspectInLittleMemory(name, file.withLength(cut)).provesLength());
            }
        }
        assertTrue(name.endsWith("zip") || proven > ROUNDS / 100, () -> "Too much damage to test proofs: " + proven);
    }

    private Inspection inspectInLittleMemory(String name, SampleFile file) throws StowageException {
        long before = memory.getCurrentThreadAllocatedBytes();
        Inspection inspection = new ModelFileInspector().inspect(name, file);
        long used = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(used <= MOST_MEMORY, () -> used + " bytes of memory used");
        return inspection;
    }

    private static byte[] damaged(byte[] header, Random random) {
        byte[] bytes = header;
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = damagedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] damagedOnce(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(16), bytes.length - at);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes[at] = (byte) "{}[],:\"0123456789-e".charAt(random.nextInt(19));
            case 3 -> putNumber(bytes, at, NASTY[random.nextInt(NASTY.length)]);
            case 4 -> System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            default -> {
                return at == 0 ? bytes : Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static void putNumber(byte[] bytes, int at, long number) {
        for (int i = 0; i < Long.BYTES && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >>> (8 * i));
        }
    }
}
