package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.io.IOException;
import java.util.Map;

/** Reads what a GGUF file is made of, one value at a time. Not thread-safe. */
final class GgufValues {
    static final int UINT32 = 4;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int MAX_NESTING = 4;

    /** The size in bytes by type number, for types of one size. */
    private static final Map<Integer, Integer> SIZES = Map.ofEntries(
            entry(0, 1), // UINT8
            entry(1, 1), // INT8
            entry(2, 2), // UINT16
            entry(3, 2), // INT16
            entry(4, 4), // UINT32
            entry(5, 4), // INT32
            entry(6, 4), // FLOAT32
            entry(7, 1), // BOOL
            entry(10, 8), // UINT64
            entry(11, 8), // INT64
            entry(12, 8)); // FLOAT64

    private final Cursor cursor;

    GgufValues(Cursor cursor) {
        this.cursor = cursor;
    }

    /** An unsigned number of 32 bits. */
    long number32() throws IOException {
        return cursor.number(Integer.BYTES);
    }

    /** An unsigned number of 64 bits, none of which is ever as large as the top bit. */
    long number64() throws IOException {
        long number = cursor.number(Long.BYTES);
        if (number < 0) {
            throw new BrokenException("it announces an impossible number");
        }
        return number;
    }

    /** How many of something follow, of which each takes at least so many bytes. */
    long count(long most, int bytesEach) throws IOException {
        long count = number64();
        long left = cursor.size().orElse(Long.MAX_VALUE) - cursor.position();
        if (count > most || count > left / bytesEach) {
            throw new BrokenException("it announces " + count + " entries, more than it can hold");
        }
        return count;
    }

    /** A text of at most so many bytes. */
    String text(int most) throws IOException {
        long length = number64();
        if (length > most) {
            throw new BrokenException("a name in its header is longer than " + most + " bytes");
        }
        return new String(cursor.next((int) length), UTF_8);
    }

    int type() throws IOException {
        long type = number32();
        if (type != STRING && type != ARRAY && (type > Integer.MAX_VALUE || !SIZES.containsKey((int) type))) {
            throw new BrokenException("its header has a value of unknown type");
        }
        return (int) type;
    }

    /** Passes over a value. */
    void skip(int type) throws IOException {
        skip(type, 0);
    }

    private void skip(int type, int depth) throws IOException {
        switch (type) {
            case STRING -> cursor.skip(number64());
            case ARRAY -> skipArray(depth + 1);
            default -> cursor.skip(SIZES.getOrDefault(type, 0));
        }
    }

    private void skipArray(int depth) throws IOException {
        if (depth > MAX_NESTING) {
            throw new BrokenException("its header nests lists too deeply");
        }
        int type = type();
        int each = SIZES.getOrDefault(type, Long.BYTES);
        long count = count(Long.MAX_VALUE / Long.BYTES, each);
        if (SIZES.containsKey(type)) {
            cursor.skip(count * each);
            return;
        }
        for (long i = 0; i < count; i++) {
            skip(type, depth);
        }
    }
}
