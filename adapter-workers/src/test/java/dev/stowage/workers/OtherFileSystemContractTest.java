package dev.stowage.workers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On another file system than that of the assets, where this machine has one that lies in memory. */
final class OtherFileSystemContractTest extends FolderSyncContractTest {
    private static final Path MEMORY = Path.of("/dev/shm");

    private @Nullable Path folder;

    @BeforeEach
    void requireMemory() {
        assumeTrue(Files.isWritable(MEMORY));
    }

    @Override
    Path workers() throws IOException {
        Path made = folder == null ? Files.createTempDirectory(MEMORY, "stowage-workers") : folder;
        folder = made;
        return made;
    }

    @AfterEach
    void remove() throws IOException {
        if (folder == null) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
