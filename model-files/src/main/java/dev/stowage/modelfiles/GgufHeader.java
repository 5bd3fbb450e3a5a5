package dev.stowage.modelfiles;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of a GGUF file: counts, typed values, then name, shape and place of each tensor.
 *
 * @param layers what its tensors say
 * @param provesLength whether the size of the file is known and the tensors fill it, but for padding
 */
record GgufHeader(Layers layers, boolean provesLength) {
    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};
    private static final long BIG_ENDIAN_3 = 0x0300_0000L;
    private static final long MAX_HEADER = 100_000_000;
    private static final long MAX_VALUES = 100_000;
    private static final int MIN_VALUE_BYTES = 13;
    private static final int MIN_TENSOR_BYTES = 24;
    private static final int MAX_KEY = 65_535;
    private static final int MAX_NAME = 1_024;
    private static final int MAX_RANK = 4;

    /**
     * Reads as far as the last tensor's description and no further; vocabularies are passed over.
     *
     * @throws BrokenException when it contradicts itself or the size of the file
     * @throws OutOfReachException when it is of a version that is not read here
     */
    static GgufHeader read(Cursor cursor) throws IOException {
        cursor.seek(0);
        cursor.limit(MAX_HEADER);
        require(Arrays.equals(cursor.next(MAGIC.length), MAGIC), "it does not begin as one");
        return new Reading(cursor).read();
    }

    private static void require(boolean right, String otherwise) throws BrokenException {
        if (!right) {
            throw new BrokenException(otherwise);
        }
    }

    private static final class Reading {
        private final Cursor cursor;
        private final GgufValues values;
        private final Layers.Builder layers = new Layers.Builder();
        private final TensorNames names = new TensorNames();
        private final Spans spans = new Spans();
        private long alignment = 32;
        private boolean everySizeKnown = true;
        private long lastEnd;

        Reading(Cursor cursor) {
            this.cursor = cursor;
            values = new GgufValues(cursor);
        }

        GgufHeader read() throws IOException {
            checkVersion(values.number32());
            long tensors = values.count(TensorNames.MOST, MIN_TENSOR_BYTES);
            long keys = values.count(MAX_VALUES, MIN_VALUE_BYTES);
            for (long i = 0; i < keys; i++) {
                readValue();
            }
            for (long i = 0; i < tensors; i++) {
                readTensor();
            }
            return new GgufHeader(layers.build(), proveLength());
        }

        private void checkVersion(long version) throws IOException {
            if (version == 1 || version == BIG_ENDIAN_3 || (version > 3 && version < 100)) {
                throw new OutOfReachException("it is of another version");
            }
            require(version == 2 || version == 3, "it has an impossible version");
        }

        private void readValue() throws IOException {
            String key = values.text(MAX_KEY);
            int type = values.type();
            if (key.equals("general.alignment")) {
                require(type == GgufValues.UINT32, "its alignment is no number");
                alignment = values.number32();
                require(Long.bitCount(alignment) == 1 && alignment <= 1 << 20, "its alignment is no power of two");
            } else {
                values.skip(type);
            }
        }

        private void readTensor() throws IOException {
            String name = values.text(MAX_NAME);
            names.add(name);
            long rank = values.number32();
            require(rank <= MAX_RANK, "a tensor has more than " + MAX_RANK + " dimensions");
            long[] dimensions = new long[(int) rank];
            for (int i = 0; i < rank; i++) {
                dimensions[i] = values.number64();
            }
            place(values.number32(), dimensions, values.number64());
            layers.add(name, reversed(dimensions));
        }

        private void place(long type, long[] dimensions, long offset) throws BrokenException {
            require(offset % alignment == 0, "a tensor is not aligned");
            Optional<GgmlType> known = GgmlType.of(type);
            if (known.isEmpty()) {
                everySizeKnown = false;
                lastEnd = Math.max(lastEnd, offset);
                return;
            }
            try {
                long end = Math.addExact(offset, known.get().size(dimensions));
                spans.add(offset, Math.addExact(end, padding(end)));
                lastEnd = Math.max(lastEnd, end);
            } catch (ArithmeticException e) {
                throw new BrokenException("it announces a tensor of impossible size", e);
            }
        }

        private boolean proveLength() throws BrokenException {
            Spans.Extent extent = spans.extent();
            if (cursor.size().isEmpty()) {
                return false;
            }
            long size = cursor.size().getAsLong();
            long dataStart = padded(cursor.position());
            require(lastEnd == 0 || lastEnd <= size - dataStart, "it is cut off before its last tensor ends");
            if (!everySizeKnown || !extent.gapless()) {
                return false;
            }
            require(size - dataStart <= extent.end(), "it has more bytes after its last tensor");
            return true;
        }

        private long padded(long position) {
            return position + padding(position);
        }

        private long padding(long position) {
            return -position & (alignment - 1);
        }

        private static long[] reversed(long[] dimensions) {
            long[] turned = new long[dimensions.length];
            for (int i = 0; i < turned.length; i++) {
                turned[i] = dimensions[turned.length - 1 - i];
            }
            return turned;
        }
    }
}
