package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Writes GGUF files piece by piece: whatever is said, right or wrong, gets written. Not thread-safe. */
final class SampleGguf {
    static final int F32 = 0;
    static final int Q4_0 = 2;
    static final int UINT32 = 4;
    static final int STRING = 8;
    static final int ARRAY = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A whole file of these F32 tensors (PyTorch shapes) and an architecture and a small vocabulary. */
    static SampleFile of(Map<String, long[]> tensors) {
        SampleGguf file = new SampleGguf().start(3, tensors.size(), 3);
        file.text("general.architecture").number32(STRING).text("sample");
        file.text("general.alignment").number32(UINT32).number32(64);
        file.text("tokenizer.ggml.tokens").number32(ARRAY).number32(STRING).number64(3);
        file.text("one").text("").text("three");
        long offset = 0;
        long end = 0;
        for (Map.Entry<String, long[]> tensor : tensors.entrySet()) {
            offset = padded(end, 64);
            long[] shape = tensor.getValue();
            file.tensor(tensor.getKey(), F32, offset, shape);
            end = offset + 4;
            for (long dimension : shape) {
                end = offset + (end - offset) * dimension;
            }
        }
        return file.file(64, end);
    }

    /** A file of so many tensors of random small shapes, the same for the same seed. */
    static SampleFile ofSeed(long seed, int tensors) {
        Random random = new Random(seed);
        Map<String, long[]> shapes = new TreeMap<>();
        for (int i = 0; i < tensors; i++) {
            shapes.put(
                    "blk." + i + ".attn_q.weight",
                    random.longs(1 + random.nextInt(3), 1, 40).toArray());
        }
        return of(shapes);
    }

    SampleGguf start(int version, long tensors, long values) {
        bytes.writeBytes("GGUF".getBytes(UTF_8));
        return number32(version).number64(tensors).number64(values);
    }

    SampleGguf tensor(String name, int type, long offset, long... shape) {
        text(name).number32(shape.length);
        for (int i = shape.length - 1; i >= 0; i--) {
            number64(shape[i]);
        }
        return number32(type).number64(offset);
    }

    SampleGguf text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        number64(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    SampleGguf number32(long number) {
        return number(number, Integer.BYTES);
    }

    SampleGguf number64(long number) {
        return number(number, Long.BYTES);
    }

    /** The header, padded, and so many bytes of data. */
    SampleFile file(int alignment, long dataLength) {
        while (bytes.size() % alignment != 0) {
            bytes.write(0);
        }
        return SampleFile.of(bytes.toByteArray(), dataLength, 2);
    }

    private SampleGguf number(long number, int length) {
        for (int i = 0; i < length; i++) {
            bytes.write((int) (number >>> (8 * i)));
        }
        return this;
    }

    private static long padded(long position, long alignment) {
        return (position + alignment - 1) / alignment * alignment;
    }
}
