package dev.stowage.architecture.violation.internal.two;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: only few change the disk. */
public final class WritesFile {
    private WritesFile() {}

    static void write(Path path) throws IOException {
        Files.writeString(path, "");
    }
}
