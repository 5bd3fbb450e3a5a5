package dev.stowage.tck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.tck.origin.Content;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out a GGUF file of at most a given length: as many rows in each layer as fit. */
final class GgufLayout {
    private static final int ALIGNMENT = 32;
    private static final int VERSION = 3;
    private static final int STRING = 8;

    /** What the labels stand for; in real files a few tensors are packed less tightly than the label says. */
    private static final Map<String, Packing> PACKINGS = Map.of(
            "F16", new Packing(1, 1, 2),
            "Q8_0", new Packing(8, 32, 34),
            "Q6_K", new Packing(14, 256, 210),
            "Q5_K_M", new Packing(13, 256, 176),
            "Q4_K_M", new Packing(12, 256, 144),
            "Q3_K_M", new Packing(11, 256, 110),
            "Q2_K", new Packing(10, 256, 84));

    private final List<WeightLayer.Form> tensors;
    private final String architecture;
    private final String label;
    private final Packing packing;

    /** @param number of the format in the file; so many numbers take so many bytes */
    private record Packing(int number, int numbers, int bytes) {}

    GgufLayout(List<WeightLayer> layers, String architecture, String label) {
        this.tensors =
                layers.stream().flatMap(layer -> layer.tensors().stream()).toList();
        this.architecture = architecture;
        this.label = label;
        this.packing = Optional.ofNullable(PACKINGS.get(label))
                .orElseThrow(() -> new IllegalArgumentException("Not one of " + PACKINGS.keySet() + ": " + label));
        if (tensors.stream().anyMatch(tensor -> tensor.rowNumbers() % packing.numbers != 0)) {
            throw new IllegalArgumentException("The rows of such a model do not fill blocks of " + label);
        }
    }

    Content content(long seed, long bytes) {
        long head = header(1).length;
        long row = tensors.stream().mapToLong(tensor -> packed(tensor, 1)).sum();
        long rows = (bytes - head - (long) ALIGNMENT * tensors.size()) / row;
        if (rows < 1) {
            throw new IllegalArgumentException("Such a file has more than " + (head + row) + " bytes, not " + bytes);
        }
        return Content.of(header(rows)).then(Content.seeded(seed, dataBytes(rows)));
    }

    private byte[] header(long rows) {
        Writer file = new Writer();
        file.bytes.writeBytes("GGUF".getBytes(UTF_8));
        file.number(VERSION, Integer.BYTES).number(tensors.size(), Long.BYTES).number(2, Long.BYTES);
        file.text("general.architecture").number(STRING, Integer.BYTES).text(architecture);
        file.text("general.name").number(STRING, Integer.BYTES).text("Practice " + label);
        long offset = 0;
        for (WeightLayer.Form tensor : tensors) {
            long[] shape = tensor.shape(rows);
            file.text(tensor.name()).number(shape.length, Integer.BYTES);
            for (int i = shape.length - 1; i >= 0; i--) {
                file.number(shape[i], Long.BYTES);
            }
            file.number(packing.number, Integer.BYTES).number(offset, Long.BYTES);
            offset = aligned(offset + packed(tensor, rows));
        }
        return file.aligned();
    }

    private long dataBytes(long rows) {
        long end = 0;
        for (WeightLayer.Form tensor : tensors) {
            end = aligned(end) + packed(tensor, rows);
        }
        return end;
    }

    private long packed(WeightLayer.Form tensor, long rows) {
        return tensor.rowNumbers() * rows / packing.numbers * packing.bytes;
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer text(String text) {
            byte[] encoded = text.getBytes(UTF_8);
            number(encoded.length, Long.BYTES);
            bytes.writeBytes(encoded);
            return this;
        }

        Writer number(long number, int length) {
            for (int i = 0; i < length; i++) {
                bytes.write((int) (number >>> (8 * i)));
            }
            return this;
        }

        byte[] aligned() {
            while (bytes.size() % ALIGNMENT != 0) {
                bytes.write(0);
            }
            return bytes.toByteArray();
        }
    }
}
