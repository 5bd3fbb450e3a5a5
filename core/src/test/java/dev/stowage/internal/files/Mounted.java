package dev.stowage.internal.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another file system, in memory, mounted on a folder: a test that needs one is skipped where that is not allowed. */
final class Mounted implements AutoCloseable {
    private final Path folder;

    private Mounted(Path folder) {
        this.folder = folder;
    }

    static Mounted on(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString()), "only root may mount");
        return new Mounted(folder);
    }

    void readOnly() throws IOException, InterruptedException {
        assumeTrue(ran("mount", "-o", "remount,ro", folder.toString()), "cannot be made read-only");
    }

    @Override
    public void close() throws IOException {
        try {
            ran("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean ran(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        return process.waitFor() == 0;
    }
}
