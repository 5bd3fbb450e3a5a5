package dev.stowage.app.rig;

import dev.stowage.tck.origin.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A safetensors file that accounts for all of its bytes: one tensor, whose bytes a seed decides. */
final class ModelFile {
    /** The name that origins offer it under. */
    static final String NAME = "style.safetensors";

    private ModelFile() {}

    /** Of one seed and size there is one file; of another seed, another one of the same length. */
    static Content of(long seed, long tensorBytes) {
        byte[] header = String.format(
                        "{\"w\":{\"dtype\":\"U8\",\"shape\":[%1$d],\"data_offsets\":[0,%1$d]}}", tensorBytes)
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length).put(header);
        return Content.of(start.array()).then(Content.seeded(seed, tensorBytes));
    }
}
