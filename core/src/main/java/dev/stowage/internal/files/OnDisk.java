package dev.stowage.internal.files;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.FileInspector.ByteSource;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;

/** The bytes of a file on the disk. */
public record OnDisk(Path file) implements ByteSource {
    @Override
    public OptionalLong size() {
        try {
            return OptionalLong.of(Files.size(file));
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** Whether it is a file of this size. */
    public boolean isFileOf(long bytes) {
        return Files.isRegularFile(file) && size().orElse(-1) == bytes;
    }

    @Override
    public byte[] read(long offset, int length) throws StowageException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - offset)));
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // until full or at the end
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw DiskProblem.of("read a downloaded file", file, e);
        }
    }
}
