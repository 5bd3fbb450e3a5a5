package dev.stowage.app.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long the rigs run, and where they say what they saw. */
final class Rig {
    /** What the ordinary build leaves out. */
    static final String TAG = "rig";

    private static final Path BASE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();

    private Rig() {}

    /** How many rounds a rig runs, where the short form runs this many. */
    static int rounds(int shortForm) {
        return Integer.getInteger("stowage.rig.rounds", shortForm);
    }

    /** Decides every random choice. */
    static long seed() {
        return Long.getLong("stowage.rig.seed", 1L);
    }

    /** A place below the module's target folder. */
    static Path target(String name) {
        return BASE.resolve("target").resolve(name);
    }

    /** Prints figures, and keeps them in {@code target/rigs}. */
    static void report(String title, List<String> lines) throws IOException {
        System.out.println("[rig] " + title);
        lines.forEach(line -> System.out.println("[rig]   " + line));
        Path folder = Files.createDirectories(target("rigs"));
        Files.write(folder.resolve(title.replaceAll("\\W+", "-") + ".txt"), lines);
    }
}
