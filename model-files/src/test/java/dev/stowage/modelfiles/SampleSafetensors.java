package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Writes valid safetensors files, and raw ones with any header text. */
final class SampleSafetensors {
    private static final int F16_BYTES = 2;

    private SampleSafetensors() {}

    /** A file with these tensors, laid out in their order. */
    static SampleFile of(Map<String, long[]> tensors, Map<String, String> metadata) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append("\"__metadata__\":{");
            metadata.forEach((key, value) ->
                    json.append(quoted(key)).append(':').append(quoted(value)).append(','));
            json.setCharAt(json.length() - 1, '}');
            json.append(',');
        }
        long end = 0;
        for (Map.Entry<String, long[]> tensor : tensors.entrySet()) {
            long begin = end;
            end += F16_BYTES * Arrays.stream(tensor.getValue()).reduce(1, (a, b) -> a * b);
            json.append(quoted(tensor.getKey())).append(":{\"dtype\":\"F16\",\"shape\":");
            json.append(Arrays.toString(tensor.getValue())).append(",\"data_offsets\":[");
            json.append(begin).append(',').append(end).append("]},");
        }
        if (json.charAt(json.length() - 1) == ',') {
            json.setLength(json.length() - 1);
        }
        return SampleFile.of(header(json.append('}').toString()), end, 1);
    }

    static SampleFile of(Map<String, long[]> tensors) {
        return of(tensors, Map.of());
    }

    /** A file of about so many tensors of random small shapes, the same for the same seed. */
    static SampleFile ofSeed(long seed, int tensors) {
        Random random = new Random(seed);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < tensors; i++) {
            long[] shape = random.longs(random.nextInt(4), 0, 40).toArray();
            shapes.put("layers." + i + (random.nextBoolean() ? ".weight" : ".lora_A.weight"), shape);
        }
        return of(shapes, Map.of("format", "pt", "modelspec.title", "sample " + seed));
    }

    /** A length and this text, with nothing behind it. */
    static byte[] header(String json) {
        byte[] text = json.getBytes(UTF_8);
        return header(text.length, text);
    }

    /** Any length and any text. */
    static byte[] header(long announced, byte[] text) {
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(announced)
                .put(text)
                .array();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
