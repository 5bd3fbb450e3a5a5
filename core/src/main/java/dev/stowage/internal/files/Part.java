package dev.stowage.internal.files;

import dev.stowage.spi.FileInspector.ByteSource;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unplaced bytes of one download.
 *
 * @param folder belongs to this download alone
 */
public record Part(Path folder) {
    /** The bytes. */
    public Path file() {
        return folder.resolve("bytes.part");
    }

    /** The downloader's resume record. */
    public Path journal() {
        return folder.resolve("journal");
    }

    /** Whether there are any bytes. */
    public boolean exists() {
        return Files.isRegularFile(file());
    }

    /** The bytes for inspection. */
    public ByteSource bytes() {
        return new OnDisk(file());
    }
}
