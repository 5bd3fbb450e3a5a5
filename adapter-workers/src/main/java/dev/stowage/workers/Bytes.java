package dev.stowage.workers;

import dev.stowage.model.Asset;
import dev.stowage.model.Sha256;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What an asset is made of.
 *
 * @param sha256 their digest
 * @param count how many
 */
record Bytes(Sha256 sha256, long count) {
    private static final int BUFFER = 1 << 20;

    static Bytes of(Asset asset) {
        return new Bytes(asset.id(), asset.totalBytes());
    }

    /** Whether exactly these are in a file, by reading it. */
    boolean are(Path file, Call call) throws StowageException, IOException {
        return asMany(file) && digest(file, call).equals(sha256);
    }

    /** Whether a file that held them at some time has their length, and was not written later. */
    boolean unwrittenSince(Instant time, Path file) throws IOException {
        return asMany(file) && !Files.getLastModifiedTime(file).toInstant().isAfter(time);
    }

    private boolean asMany(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == count;
    }

    private static Sha256 digest(Path file, Call call) throws StowageException, IOException {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                call.check();
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
