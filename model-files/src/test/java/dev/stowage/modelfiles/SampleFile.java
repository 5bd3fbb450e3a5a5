package dev.stowage.modelfiles;

import dev.stowage.spi.FileInspector.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A file of any size: a header, then bytes made from a seed when they are read. Counts what is asked of it. Not thread-safe. */
final class SampleFile implements ByteSource {
    private final byte[] header;
    private final long length;
    private final long seed;
    private final boolean sizeKnown;
    private long bytesRead;
    private int longestRead;

    private SampleFile(byte[] header, long length, long seed, boolean sizeKnown) {
        this.header = header;
        this.length = length;
        this.seed = seed;
        this.sizeKnown = sizeKnown;
    }

    /** The header and nothing else. */
    static SampleFile of(byte[] header) {
        return new SampleFile(header, header.length, 0, true);
    }

    /** The header and so many bytes of data. */
    static SampleFile of(byte[] header, long dataLength, long seed) {
        return new SampleFile(header, header.length + dataLength, seed, true);
    }

    /** The same with another length: cut off, or with bytes after its end. */
    SampleFile withLength(long other) {
        return new SampleFile(header, other, seed, sizeKnown);
    }

    /** The same behind a server that does not tell its size. */
    SampleFile withoutSize() {
        return new SampleFile(header, length, seed, false);
    }

    byte[] header() {
        return header.clone();
    }

    long length() {
        return length;
    }

    long bytesRead() {
        return bytesRead;
    }

    int longestRead() {
        return longestRead;
    }

    @Override
    public OptionalLong size() {
        return sizeKnown ? OptionalLong.of(length) : OptionalLong.empty();
    }

    @Override
    public byte[] read(long offset, int wanted) {
        if (offset < 0 || wanted < 0) {
            throw new IllegalArgumentException("Read of " + wanted + " at " + offset);
        }
        byte[] bytes = new byte[(int) Math.max(0, Math.min(wanted, length - offset))];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = at(offset + i);
        }
        bytesRead += bytes.length;
        longestRead = Math.max(longestRead, wanted);
        return bytes;
    }

    /** Writes the whole file. */
    void writeTo(OutputStream out) throws IOException {
        int piece = 1 << 16;
        for (long offset = 0; offset < length; offset += piece) {
            out.write(read(offset, piece));
        }
    }

    private byte at(long offset) {
        if (offset < header.length) {
            return header[(int) offset];
        }
        long mixed = (seed + offset) * 0x9E37_79B9_7F4A_7C15L;
        return (byte) (mixed >>> 56);
    }
}
