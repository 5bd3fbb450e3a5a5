package dev.stowage.architecture.violation.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: model does nothing. */
public final class ReadsFile {
    private ReadsFile() {}

    static boolean exists(Path path) {
        return Files.exists(path);
    }
}
