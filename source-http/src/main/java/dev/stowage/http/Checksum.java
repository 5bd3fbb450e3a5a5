package dev.stowage.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The CRC-32C of a stretch of bytes as they were received. A stretch never reaches over the border of a block, so that the checksums of
 * neighbours can be joined until there is one for each whole block.
 *
 * @param first the first byte
 * @param end one more than the last byte
 * @param value the checksum
 */
record Checksum(long first, long end, int value) {
    /** The size of a block: so much is fetched again when a bit of it is lost. */
    static final long BLOCK = 4L << 20;

    /** The generator of CRC-32C, lowest power first. */
    private static final int GENERATOR = 0x82F6_3B78;

    private static final int ONE = 1 << 31;
    private static final int BYTE = 1 << 23;

    /** Of all that remains in the buffer, block by block. */
    static List<Checksum> of(long offset, ByteBuffer bytes) {
        List<Checksum> sums = new ArrayList<>();
        ByteBuffer rest = bytes.duplicate();
        for (long at = offset; rest.hasRemaining(); ) {
            int count = (int) Math.min(rest.remaining(), BLOCK - at % BLOCK);
            sums.add(new Checksum(at, at + count, crc(rest.slice(rest.position(), count))));
            rest.position(rest.position() + count);
            at += count;
        }
        return sums;
    }

    /** CRC-32C of what remains in the buffer. */
    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    long count() {
        return end - first;
    }

    /** Whether the two together lie in one block, this one first. */
    boolean joins(Checksum next) {
        return end == next.first && first / BLOCK == (next.end - 1) / BLOCK;
    }

    /** The checksum of both together. */
    Checksum joined(Checksum next) {
        return new Checksum(first, next.end, combined(value, next.value, next.count()));
    }

    /**
     * The checksum of two strings of bytes one after the other. The first one's remainder is moved up by the length of the second, which
     * is a multiplication by a power of x; initial and final inversions cancel out.
     */
    static int combined(int front, int back, long backBytes) {
        return times(moved(backBytes), front) ^ back;
    }

    /** x to the power of so many bytes, by repeated squaring. */
    private static int moved(long bytes) {
        int product = ONE;
        int square = BYTE;
        for (long left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                product = times(square, product);
            }
            square = times(square, square);
        }
        return product;
    }

    /** The product of two polynomials over GF(2) modulo the generator; the highest bit is the lowest power. */
    private static int times(int one, int other) {
        int product = 0;
        int shifted = other;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((one & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 1 ? shifted >>> 1 ^ GENERATOR : shifted >>> 1;
        }
        return product;
    }
}
