package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds open, where the system tells (Linux); elsewhere nothing is found. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int PATIENCE_MILLIS = 5_000;

    private OpenFiles() {}

    /** Fails when a file below the folder stays open for longer than a thread needs to end. */
    static void assertNoneBelow(Path folder) throws IOException, InterruptedException {
        Path real = folder.toRealPath();
        Object pause = new Object();
        for (int waited = 0; waited < PATIENCE_MILLIS && !below(real).isEmpty(); waited += 10) {
            synchronized (pause) {
                pause.wait(10);
            }
        }
        assertEquals(List.of(), below(real), "still open");
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path descriptor : descriptors.toList()) {
                target(descriptor).filter(path -> path.startsWith(folder)).forEach(open::add);
            }
        }
        return open;
    }

    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }
}
