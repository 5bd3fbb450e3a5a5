package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody's installation: a data folder and a models folder. */
record Installation(Path folder) {
    private static final String WORK_AREA = ".stowage";

    /** An empty one; the folder is made. */
    static Installation in(Path folder) throws IOException {
        return new Installation(Files.createDirectories(folder).toRealPath());
    }

    Path data() {
        return folder.resolve("data");
    }

    Path models() {
        return folder.resolve("models");
    }

    /** Where a LoRA goes. */
    Path lora(String name) {
        return models().resolve("loras").resolve(name);
    }

    /** Runs the program here. */
    Child start(String... arguments) throws IOException, InterruptedException {
        return startUnder(List.of(), arguments);
    }

    /** Runs the program here as what another program runs. */
    Child startUnder(List<String> wrapper, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(Program.command(arguments));
        return Child.start(
                folder,
                command,
                Map.of(
                        "STOWAGE_HOME", data().toString(),
                        "STOWAGE_MODELS_DIR", models().toString(),
                        "STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8"));
    }

    /** Every file that lies where people look for models. */
    List<Path> placed() throws IOException {
        return files().filter(file -> !unfinished(file)).toList();
    }

    /** Every file that lies where unfinished bytes do. */
    List<Path> leftovers() throws IOException {
        return files().filter(this::unfinished).toList();
    }

    /** Nothing is lost, nothing is doubled, nothing is left over. */
    void assertHoldsOnly(Path file, String sha256) throws IOException {
        assertEquals(List.of(file), placed());
        assertEquals(sha256, sha256(file));
        assertEquals(List.of(), leftovers());
    }

    /** The list of downloads says so too; how many there are. */
    int assertAllCompleted() throws IOException, InterruptedException {
        List<String> statuses = statuses();
        assertEquals(Set.of("completed"), Set.copyOf(statuses));
        return statuses.size();
    }

    /** The status of every download that there is or was. */
    List<String> statuses() throws IOException, InterruptedException {
        try (Child child = start("ls", "--all", "--json")) {
            Child.Finished finished = child.await();
            assertEquals(0, finished.exitCode(), finished::toString);
            return new ObjectMapper().readTree(finished.out()).get("downloads").findValuesAsText("status");
        }
    }

    void clear() throws IOException {
        remove(data());
        remove(models());
    }

    /** Removes a folder and all that is in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Installation::delete);
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private boolean unfinished(Path file) {
        return models().relativize(file).startsWith(WORK_AREA);
    }

    private Stream<Path> files() throws IOException {
        if (!Files.exists(models())) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(models())) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
