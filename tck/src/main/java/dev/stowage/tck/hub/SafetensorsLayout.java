package dev.stowage.tck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.tck.origin.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Lays out a safetensors file of a given length: as many rows in each layer as fit, the rest in the last layer, and spaces behind the
 * header for what is less than a row.
 */
record SafetensorsLayout(List<WeightLayer> layers, Map<String, String> metadata) {
    private static final int NUMBER_BYTES = 2;
    private static final String NUMBER_TYPE = "F16";

    Content content(long seed, long bytes) {
        // More rows never make the header shorter, so what is reserved for those that would fit without a header is
        // enough.
        long reserved = (long) Long.BYTES + header(rows(bytes, bytes)).length;
        byte[] header = header(rows(bytes - reserved, bytes));
        long data = dataBytes(rows(bytes - reserved, bytes));
        byte[] head = new byte[Math.toIntExact(bytes - data)];
        ByteBuffer.wrap(head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(head.length - Long.BYTES)
                .put(header);
        for (int i = Long.BYTES + header.length; i < head.length; i++) {
            head[i] = ' ';
        }
        return Content.of(head).then(Content.seeded(seed, data));
    }

    /** The rows of each layer. */
    private long[] rows(long available, long bytes) {
        long all = layers.stream().mapToLong(WeightLayer::rowNumbers).sum() * NUMBER_BYTES;
        long each = available / all;
        if (each < 1) {
            throw new IllegalArgumentException("Such a file has more than " + all + " bytes, not " + bytes);
        }
        long last = layers.get(layers.size() - 1).rowNumbers() * NUMBER_BYTES;
        long[] rows = LongStream.generate(() -> each).limit(layers.size()).toArray();
        rows[rows.length - 1] += available % all / last;
        return rows;
    }

    private long dataBytes(long... rows) {
        long bytes = 0;
        for (int i = 0; i < rows.length; i++) {
            bytes += layers.get(i).rowNumbers() * rows[i] * NUMBER_BYTES;
        }
        return bytes;
    }

    private byte[] header(long... rows) {
        Json header = Json.object().putIf(!metadata.isEmpty(), "__metadata__", new TreeMap<>(metadata));
        long begin = 0;
        for (int i = 0; i < rows.length; i++) {
            for (WeightLayer.Form form : layers.get(i).tensors()) {
                long end = begin + form.rowNumbers() * rows[i] * NUMBER_BYTES;
                header.put(form.name(), tensor(form.shape(rows[i]), begin, end));
                begin = end;
            }
        }
        return header.toString().getBytes(UTF_8);
    }

    private static Json tensor(long[] shape, long begin, long end) {
        return Json.object()
                .put("dtype", NUMBER_TYPE)
                .put("shape", LongStream.of(shape).boxed().toList())
                .put("data_offsets", List.of(begin, end));
    }
}
