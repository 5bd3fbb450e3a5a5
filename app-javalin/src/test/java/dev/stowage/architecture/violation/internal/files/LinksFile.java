package dev.stowage.architecture.violation.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: only the publisher gives final names. */
public final class LinksFile {
    private LinksFile() {}

    static void link(Path link, Path file) throws IOException {
        Files.createLink(link, file);
    }
}
