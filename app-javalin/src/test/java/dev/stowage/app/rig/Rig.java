package dev.stowage.app.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** How long the rigs run, and where they say what they saw. */
final class Rig {
    /** What the ordinary build leaves out. */
    static final String TAG = "rig";

    /** As a number of rounds: as many as it takes to have each trait once. */
    static final int ONE_OF_EACH = 0;

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

    /** So many by chance; first those that have a trait which none before them has. */
    static <T> List<T> some(List<T> all, int wanted, List<Function<T, String>> traits) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed()));
        Set<String> known = new HashSet<>();
        List<T> some = new ArrayList<>();
        for (T one : shuffled) {
            if (known.addAll(traits.stream().map(trait -> trait.apply(one)).toList())) {
                some.add(one);
            }
        }
        int count = wanted == ONE_OF_EACH ? some.size() : wanted;
        shuffled.removeAll(some);
        some.addAll(shuffled);
        return some.subList(0, Math.min(some.size(), count));
    }

    /** A place below the module's target folder. */
    static Path target(String name) {
        return BASE.resolve("target").resolve(name);
    }

    /** Prints figures, and keeps them in {@code target/rigs}. */
    static void report(String title, List<String> lines) throws IOException {
        System.out.println("[rig] " + title);
        lines.forEach(line -> System.out.println("[rig]   " + line));
        keep(title, lines);
    }

    /** Keeps figures without printing them. */
    static void keep(String title, List<String> lines) throws IOException {
        Path folder = Files.createDirectories(target("rigs"));
        Files.write(folder.resolve(title.replaceAll("\\W+", "-") + ".txt"), lines);
    }
}
