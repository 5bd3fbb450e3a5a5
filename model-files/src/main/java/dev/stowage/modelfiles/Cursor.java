package dev.stowage.modelfiles;

import dev.stowage.spi.FileInspector.ByteSource;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Reads a source in few pieces of bounded size, however long the file claims to be; skipping reads nothing.
 *
 * <p>The first piece is as long as the first range request of a download, whose bytes are at hand anyway.
 */
final class Cursor {
    private static final int FIRST_PIECE = 256 << 10;
    private static final int NEXT_PIECE = 1 << 20;
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final ByteSource source;
    private byte[] piece = {};
    private long pieceStart;
    private long position;
    private long limit = NO_LIMIT;

    Cursor(ByteSource source) {
        this.source = source;
    }

    OptionalLong size() {
        return source.size();
    }

    long position() {
        return position;
    }

    /** Moves anywhere, without reading. */
    void seek(long target) {
        position = target;
    }

    /** Nothing at or behind this offset is read. */
    void limit(long end) {
        limit = end;
    }

    /** Up to so many bytes of the beginning; the position stays. */
    byte[] head(int count) throws IOException {
        byte[] start = size().orElse(1) == 0 ? new byte[0] : read(0, (int) Math.min(end(), FIRST_PIECE));
        piece = start;
        pieceStart = 0;
        return Arrays.copyOf(start, Math.min(count, start.length));
    }

    int next() throws IOException {
        if (position < pieceStart || position - pieceStart >= piece.length) {
            fetch();
        }
        return piece[(int) (position++ - pieceStart)] & 0xFF;
    }

    /** The next bytes; the caller bounds the count by what it is ready to hold. */
    byte[] next(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    /** A little-endian number of up to eight bytes; of eight, the top bit makes it negative. */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    /** Passes over bytes unread; a count that leads out of the file is how a lying length shows. */
    void skip(long count) throws IOException {
        if (count < 0 || count > size().orElse(NO_LIMIT) - position) {
            throw ended();
        }
        position += count;
    }

    /** The next bytes as a stream that ends after so many. */
    InputStream stream(long count) {
        return new Section(position + count);
    }

    private void fetch() throws IOException {
        if (position >= size().orElse(NO_LIMIT)) {
            throw ended();
        }
        if (position >= limit) {
            throw new OutOfReachException("its header is longer than is looked at");
        }
        int wanted = (int) Math.min(end() - position, position == 0 ? FIRST_PIECE : NEXT_PIECE);
        byte[] bytes = read(position, wanted);
        if (bytes.length == 0) {
            throw size().isPresent() ? new OutOfReachException("its bytes are not at hand") : ended();
        }
        piece = bytes;
        pieceStart = position;
    }

    private byte[] read(long offset, int wanted) throws IOException {
        try {
            byte[] bytes = source.read(offset, wanted);
            return bytes.length <= wanted ? bytes : Arrays.copyOf(bytes, wanted);
        } catch (StowageException e) {
            throw new SourceFailedException(e);
        }
    }

    private long end() {
        return Math.min(limit, size().orElse(NO_LIMIT));
    }

    private BrokenException ended() {
        return new BrokenException("it ends before its header does");
    }

    private final class Section extends InputStream {
        private final long end;

        Section(long end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return position >= end ? -1 : next();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int first = read();
            if (first < 0) {
                return -1;
            }
            target[offset] = (byte) first;
            // Only what is in memory already: a stream may give less than it is asked for.
            int more = (int) Math.min(Math.min(length - 1, end - position), pieceStart + piece.length - position);
            System.arraycopy(piece, (int) (position - pieceStart), target, offset + 1, more);
            position += more;
            return more + 1;
        }
    }
}
