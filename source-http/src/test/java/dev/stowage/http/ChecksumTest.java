package dev.stowage.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import dev.stowage.tck.origin.Content;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final int SIZE = 9_000_000;
    private static final byte[] BYTES = Content.seeded(8, SIZE).toByteArray();

    @Test
    void isThatOfBothTogether() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int first = random.nextInt(1_000);
            int middle = first + random.nextInt(1 << random.nextInt(20));
            int end = middle + random.nextInt(1 << random.nextInt(20));
            assertEquals(crc(first, end), Checksum.combined(crc(first, middle), crc(middle, end), end - middle));
        }
        assertEquals(0xE306_9283, Checksum.combined(text("1234"), text("56789"), 5), "the check value of CRC-32C");
    }

    @Test
    void neverReachesOverTheBorderOfABlock() {
        List<Checksum> sums = Checksum.of(Checksum.BLOCK - 10, ByteBuffer.wrap(BYTES, 0, (int) Checksum.BLOCK + 20));
        assertEquals(
                List.of(Checksum.BLOCK - 10, Checksum.BLOCK, 2 * Checksum.BLOCK),
                sums.stream().map(Checksum::first).toList());
        assertFalse(sums.get(0).joins(sums.get(1)));
    }

    @Test
    void isJoinedInAnyOrderToOneForEachBlock() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Checksum> pieces = new ArrayList<>();
            for (int at = 0; at < SIZE; ) {
                int count = Math.min(1 + random.nextInt(1 << 20), SIZE - at);
                pieces.addAll(Checksum.of(at, ByteBuffer.wrap(BYTES, at, count)));
                at += count;
            }
            Collections.shuffle(pieces, random);
            Checksums sums = new Checksums();
            pieces.forEach(sums::add);
            assertEquals(Checksum.of(0, ByteBuffer.wrap(BYTES)), sums.all());
        }
    }

    @Test
    void isForgottenWhenItsBytesAreOthers() {
        Checksums sums = new Checksums();
        sums.add(new Checksum(0, 100, 1));
        sums.add(new Checksum(200, 300, 2));
        sums.add(new Checksum(50, 150, 3));
        assertEquals(List.of(new Checksum(50, 150, 3), new Checksum(200, 300, 2)), sums.all());
        sums.retain(TreeRangeSet.create(List.of(Range.closedOpen(0L, 299L))));
        assertEquals(List.of(new Checksum(50, 150, 3)), sums.all());
    }

    @Test
    void isLostForStretchesThatWereCut() {
        Ledger ledger = new Ledger();
        ledger.add(new Checksum(0, 100, 1));
        ledger.add(new Checksum(500, 600, 2));
        Ledger cut = ledger.within(TreeRangeSet.create(List.of(Range.closedOpen(0L, 550L))));
        assertEquals(150, cut.count());
        assertEquals(List.of(new Checksum(0, 100, 1)), cut.sums());
        assertTrue(cut.unsummed().encloses(Range.closedOpen(500L, 550L)));
        assertEquals(100, cut.prefix());
        assertEquals(550, cut.end());
    }

    private static int crc(int first, int end) {
        return Checksum.crc(ByteBuffer.wrap(BYTES, first, end - first));
    }

    private static int text(String digits) {
        return Checksum.crc(ByteBuffer.wrap(digits.getBytes(US_ASCII)));
    }
}
