package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A made-up picture: bands of two colours that blend into each other, in PNG.
 *
 * @since 0.1
 */
public final class SamplePicture {
    private static final int LARGEST = 4096;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private SamplePicture() {}

    /**
     * Paints a picture.
     *
     * @param seed chooses the colours
     * @param width in pixels, 1 to 4096
     * @param height in pixels, 1 to 4096
     * @return a PNG file of a few kilobytes
     */
    public static Content png(long seed, int width, int height) {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("No size of a picture: " + width + " x " + height);
        }
        ByteBuffer size = ByteBuffer.allocate(13).putInt(width).putInt(height);
        // Eight bits for each of three colours, compressed and filtered the usual way, not interlaced.
        size.put(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk("IHDR", size.array(), file);
        chunk("IDAT", deflated(rows(seed, width, height)), file);
        chunk("IEND", new byte[0], file);
        return Content.of(file.toByteArray());
    }

    private static byte[] rows(long seed, int width, int height) {
        Random random = new Random(seed);
        int[] from = random.ints(3, 0, 256).toArray();
        int[] to = random.ints(3, 0, 256).toArray();
        ByteBuffer rows = ByteBuffer.allocate(height * (1 + 3 * width));
        for (int y = 0; y < height; y++) {
            rows.put((byte) 0);
            for (int x = 0; x < width; x++) {
                int share = (256 * y / height + (x * 8 / width % 2) * 64) % 256;
                for (int colour = 0; colour < 3; colour++) {
                    rows.put((byte) ((from[colour] * (255 - share) + to[colour] * share) / 255));
                }
            }
        }
        return rows.array();
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(String type, byte[] data, ByteArrayOutputStream file) {
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 check = new CRC32();
        check.update(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
