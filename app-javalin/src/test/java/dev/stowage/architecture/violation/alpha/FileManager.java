package dev.stowage.architecture.violation.alpha;

/** Breaks: names say what things are. */
public final class FileManager {
    private FileManager() {}
}
