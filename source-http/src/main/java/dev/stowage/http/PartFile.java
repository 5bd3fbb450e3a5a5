package dev.stowage.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one transfer: one open file, written at positions, by several threads if they keep to different places. Threads in here must
 * not be interrupted: that closes the file for all of them.
 */
final class PartFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object identity;

    /** @param identity what the file system knows the file by; null where it has no such thing */
    PartFile(Path path, FileChannel channel, @Nullable Object identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    /** Opens the file, which is created private if there is none; refuses anything else than a file. */
    static PartFile open(Path path) throws IOException {
        boolean there = PrivateFile.exists(path);
        if (there && !PrivateFile.regular(path)) {
            throw new FileSystemException(path.toString(), null, "something else than a file has this name");
        }
        FileChannel channel = there ? PrivateFile.open(path) : PrivateFile.create(path);
        return new PartFile(path, channel, PrivateFile.attributes(path).fileKey());
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Fills the buffer as far as the file goes. */
    void read(ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }

    void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    /** Returns when all that was written is on the disk. After a failure nothing is known of what was written since the last time. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Whether the name still leads to this very file, and all the bytes are in it. */
    boolean holds(long bytes) throws IOException {
        if (channel.size() < bytes || !PrivateFile.regular(path)) {
            return false;
        }
        BasicFileAttributes named = PrivateFile.attributes(path);
        return named.size() >= bytes && Objects.equals(named.fileKey(), identity);
    }

    /** Removes the file if there is nothing in it. */
    boolean discardedEmpty() throws IOException {
        return channel.size() == 0 && holds(0) && Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
