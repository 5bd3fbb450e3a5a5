package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file is half fetched, then another one of equal length takes its place at the origin, then the same command runs again. What it leaves
 * must be the new file or nothing.
 */
@Tag(Rig.TAG)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ReplacedFileTest {
    private static final int OK = 0;
    private static final int NOT_AS_PROMISED = 6;
    private static final long LINE = 40_000_000;
    private static final Content OLD = ModelFile.of(Rig.seed(), 48 << 20);
    private static final Content NEW = ModelFile.of(Rig.seed() + 1, 48 << 20);
    private static final String OLD_SHA256 = OLD.sha256();
    private static final String NEW_SHA256 = NEW.sha256();

    @TempDir
    private Path folder;

    private final Line line = new Line(LINE);
    private ScriptedOrigin origin;
    private Installation home;

    /** How the origin tells the versions apart. */
    private enum Telling {
        BY_ETAG,
        BY_WEAK_ETAG,
        NOT_AT_ALL;

        private Resource resource(Content content, String version) {
            Resource resource = Resource.of(content);
            return switch (this) {
                case BY_ETAG -> resource.withEtag("\"" + version + "\"");
                case BY_WEAK_ETAG -> resource.withEtag("W/\"" + version + "\"");
                case NOT_AT_ALL -> resource.withoutEtag();
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        origin = ScriptedOrigin.start();
        home = Installation.in(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void theNewFileArrivesWholeWhenNoHashIsKnown() throws Exception {
        for (Telling telling : Telling.values()) {
            assertEquals(OK, replaced(telling), telling::toString);
            home.assertHoldsOnly(home.lora(ModelFile.NAME), NEW_SHA256);
        }
    }

    @Test
    void theNewFileArrivesWholeWhenItsHashIsKnown() throws Exception {
        for (Telling telling : Telling.values()) {
            assertEquals(OK, replaced(telling, "--sha256", NEW_SHA256), telling::toString);
            home.assertHoldsOnly(home.lora(ModelFile.NAME), NEW_SHA256);
        }
    }

    @Test
    void nothingIsPlacedWhenTheHashIsThatOfTheOldFile() throws Exception {
        for (Telling telling : Telling.values()) {
            assertEquals(NOT_AS_PROMISED, replaced(telling, "--sha256", OLD_SHA256), telling::toString);
            assertEquals(List.of(), home.placed());
        }
    }

    @Test
    void othersAreShown() throws Exception {
        Map<String, List<String>> others = Map.of(
                "aria2c", List.of("aria2c", "-q", "-c", "-x2", "-s2", "-k1M", "--file-allocation=none", "-o", "peer"),
                "axel", List.of("axel", "-q", "-n2", "-o", "peer"),
                "curl", List.of("curl", "-sf", "-C", "-", "-o", "peer"));
        List<String> table = new ArrayList<>();
        for (String name : List.of("aria2c", "axel", "curl")) {
            Programs.need(name);
            for (Telling telling : Telling.values()) {
                table.add(String.format(
                        Locale.ROOT,
                        "%-6s %-12s %s",
                        name,
                        telling,
                        peer(telling, others.getOrDefault(name, List.of()))));
            }
        }
        Rig.report("a file replaced by another of equal length between two runs", table);
    }

    /** The exit code of the second run. */
    private int replaced(Telling telling, String... options) throws Exception {
        home.clear();
        List<String> arguments = new ArrayList<>(List.of("get", "--json", "-q", "--type", "lora"));
        arguments.addAll(List.of(options));
        arguments.add(offersOld(telling));
        String[] get = arguments.toArray(String[]::new);
        try (Child first = home.start(get)) {
            awaitHalf(first);
            first.kill();
            assertEquals(Child.KILLED, first.await().exitCode());
        }
        assertNotEquals(List.of(), home.leftovers(), "something was there to go on from");
        offersNew(telling);
        try (Child second = home.start(get)) {
            return second.await().exitCode();
        }
    }

    private String peer(Telling telling, List<String> program) throws Exception {
        Path work = Files.createDirectory(folder.resolve(program.get(0) + telling));
        Path file = work.resolve("peer");
        List<String> command = new ArrayList<>(program);
        command.add(offersOld(telling));
        try (Child first = Child.start(work, command, Map.of())) {
            awaitHalf(first);
            // In good order: all of them keep then what they need to go on.
            first.interrupt();
            first.await();
        }
        offersNew(telling);
        try (Child second = Child.start(work, command, Map.of())) {
            int exitCode = second.await().exitCode();
            return "exit code " + exitCode + ", " + verdict(file);
        }
    }

    private static String verdict(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "no file";
        }
        if (Files.size(file) != NEW.length()) {
            return Files.size(file) + " bytes";
        }
        String sha256 = Installation.sha256(file);
        if (sha256.equals(NEW_SHA256)) {
            return "the new file";
        }
        return sha256.equals(OLD_SHA256) ? "the old file" : "A MIX of both";
    }

    private String offersOld(Telling telling) {
        origin.serve("/" + ModelFile.NAME, telling.resource(line.carrying(OLD), "old"));
        return origin.uri("/" + ModelFile.NAME).toString();
    }

    private void offersNew(Telling telling) {
        origin.serve("/" + ModelFile.NAME, telling.resource(NEW, "new"));
    }

    private void awaitHalf(Child child) {
        long enough = origin.bytesSent() + OLD.length() / 2;
        while (origin.bytesSent() < enough) {
            assertTrue(child.isAlive(), "It ended before half of the file was sent");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
