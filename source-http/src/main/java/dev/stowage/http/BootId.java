package dev.stowage.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which run of the operating system this is: within one run, what was written to a file is there even if nobody forced it to the disk. */
final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** The id, or empty where the system has none; nothing that was not forced is trusted then. */
    static Optional<String> current() {
        try {
            return Optional.of(Files.readString(LINUX).strip()).filter(id -> id.matches("[0-9a-f-]{36}"));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
