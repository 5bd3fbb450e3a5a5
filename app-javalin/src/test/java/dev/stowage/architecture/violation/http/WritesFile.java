package dev.stowage.architecture.violation.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: only few change the disk. */
public final class WritesFile {
    private WritesFile() {}

    static OutputStream write(Path path) throws IOException {
        return Files.newOutputStream(path);
    }
}
