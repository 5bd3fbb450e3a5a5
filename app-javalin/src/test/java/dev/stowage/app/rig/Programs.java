package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Programs that a rig needs and that not every machine has. */
final class Programs {
    private Programs() {}

    /** Skips the test where a program is missing, unless all of them have to be there. */
    static void need(String name) {
        boolean required = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
        assumeTrue(required || Files.isExecutable(Path.of("/usr/bin", name)), name + " is not installed");
    }

    /** Tracing needs the right to; some containers refuse it. */
    static void needTracing(Path folder) throws IOException, InterruptedException {
        need("strace");
        boolean required = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
        try (Child child = Child.start(folder, Strace.nothing(), Map.of())) {
            int exitCode = child.await().exitCode();
            assumeTrue(required || exitCode == 0, "strace may not trace here");
        }
    }
}
