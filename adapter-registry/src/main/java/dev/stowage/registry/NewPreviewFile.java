package dev.stowage.registry;

import dev.stowage.model.Sha256;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A preview on its way to the disk; closed before it was published, it was never there. Not thread-safe. */
final class NewPreviewFile implements AutoCloseable {
    private final Path folder;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private long totalBytes;

    /** Its temporary name is one of a kind, and readable by this user alone. */
    NewPreviewFile(Path folder) throws IOException {
        this.folder = folder;
        this.part = Files.createTempFile(folder, "new-", ".part");
        this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes, int length) throws StowageException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        digest.update(bytes, 0, length);
        totalBytes += length;
    }

    /** Gives it its name, in place of whatever had it, once every byte is on the disk. */
    FetchedPreview publish(String name, Media media) throws StowageException {
        try {
            channel.force(true);
            channel.close();
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
        forceFolder();
        return new FetchedPreview(name, media, new Sha256(HexFormat.of().formatHex(digest.digest())), totalBytes);
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.DEBUG, "A part of a preview was left behind", e);
        }
    }

    private void forceFolder() {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.TRACE, "This system keeps names by itself", e);
        }
    }

    private StowageException failed(IOException cause) {
        return DiskProblem.of("store a preview in " + folder, folder, cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
