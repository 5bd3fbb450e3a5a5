package dev.stowage.modelfiles;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * The header of a safetensors file: eight bytes of length, JSON that names each tensor and its place, then nothing but tensors.
 *
 * @param layers what its tensors say
 * @param declared what the trainer wrote about the model, which may be wrong
 * @param provesLength whether the size of the file is known and the tensors fill it to the last byte
 */
record SafetensorsHeader(Layers layers, Declared declared, boolean provesLength) {
    /** The format's own limit, in bytes. */
    static final long MAX_LENGTH = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    /**
     * Reads as far as the announced length and no further.
     *
     * @throws BrokenException when it contradicts itself or the size of the file
     */
    static SafetensorsHeader read(Cursor cursor) throws IOException {
        OptionalLong size = cursor.size();
        cursor.seek(0);
        long length = cursor.number(LENGTH_BYTES);
        check(length, size);
        cursor.limit(LENGTH_BYTES + length);
        SafetensorsJson json = SafetensorsJson.read(cursor.stream(length));
        Spans.Extent extent = json.spans().extent();
        if (!extent.gapless()) {
            throw new BrokenException("some of its bytes belong to no tensor");
        }
        if (size.isPresent()) {
            compare(LENGTH_BYTES + length, extent.end(), size.getAsLong());
        }
        return new SafetensorsHeader(json.layers(), json.declared(), size.isPresent());
    }

    private static void check(long length, OptionalLong size) throws BrokenException {
        if (length < 0 || length > MAX_LENGTH) {
            throw new BrokenException("it announces a header longer than 100 MB");
        }
        if (length > size.orElse(Long.MAX_VALUE) - LENGTH_BYTES) {
            throw new BrokenException("it ends before its header does");
        }
    }

    private static void compare(long dataStart, long dataLength, long size) throws BrokenException {
        long there = size - dataStart;
        if (there < dataLength) {
            throw new BrokenException("it is cut off " + bytes(dataLength - there) + " before its end");
        }
        if (there > dataLength) {
            throw new BrokenException("it has " + bytes(there - dataLength) + " more after its last tensor");
        }
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }
}
