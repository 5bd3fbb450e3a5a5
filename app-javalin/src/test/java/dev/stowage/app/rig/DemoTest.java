package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new user types first, with the real launcher and an empty home. */
@Tag(Rig.TAG)
final class DemoTest {
    private static final Path LAUNCHER = Rig.target("../../stowage").normalize();

    @TempDir
    private Path home;

    @Test
    void theFirstCommandOfANewUserEndsWellTwice() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Child child = Child.start(
                    home,
                    List.of(LAUNCHER.toString(), "demo", "--once"),
                    Map.of("STOWAGE_HOME", home.toString(), "STOWAGE_NO_BUILD", "1"))) {
                Child.Finished finished = child.await();
                assertEquals(0, finished.exitCode(), finished::toString);
                assertEquals(4, finished.out().lines().count(), finished::toString);
            }
        }
        assertEquals(3, models().size(), () -> models().toString());
    }

    @Test
    void noTestLibraryIsOnItsClassPath() throws Exception {
        try (Stream<Path> jars = Files.list(Rig.target("stowage/lib"))) {
            assertTrue(jars.noneMatch(jar -> jar.getFileName().toString().contains("junit")));
        }
    }

    private List<Path> models() {
        try (Stream<Path> all = Files.walk(home.resolve("demo/models"))) {
            return all.filter(file -> file.toString().endsWith(".safetensors")).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
