package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose folders are below the test's. */
final class WorkersTest {
    private static final byte[] STYLE = LoopbackServer.safetensors(1);

    @TempDir
    private Path folder;

    private LoopbackServer server;
    private Run run;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        run = newRun();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsDownloadedGoesToTheWorkers() throws Exception {
        worker("gpu-1", "fast");
        worker("gpu-2", "slow");
        get();
        assertArrayEquals(STYLE, Files.readAllBytes(style("gpu-1")));
        assertArrayEquals(STYLE, Files.readAllBytes(style("gpu-2")));
        assertEquals(0, stowage("workers"), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals("WORKER  STATE         HAS    LACKS   FAILED  TAGS  WHERE", lines.get(0));
        assertEquals(
                "gpu-1   ok              1        0        0  fast  folder: " + folder.resolve("gpu-1"), lines.get(1));
    }

    @Test
    void onlyTheSelectedOnesGetIt() throws Exception {
        worker("gpu-1", "fast");
        worker("gpu-2", "slow");
        get("--workers", "fast");
        assertTrue(Files.exists(style("gpu-1")));
        assertFalse(Files.exists(style("gpu-2")));
        assertEquals(0, stowage("workers", "sync", "--all"), run::err);
        assertFalse(Files.exists(style("gpu-2")));
        assertEquals(0, stowage("workers", "sync", "--to", "gpu-2", "style.safetensors"), run::err);
        assertTrue(Files.exists(style("gpu-2")));
    }

    @Test
    void noneGetsItWhenNoneIsWanted() throws Exception {
        worker("gpu-1", "fast");
        get("--no-sync");
        assertFalse(Files.exists(style("gpu-1")));
        assertEquals(2, stowage("get", "--no-sync", "--workers", "fast", "x"));
    }

    @Test
    void aWorkerInTroubleIsToldAndCatchesUp() throws Exception {
        worker("gpu-1", "fast");
        Files.delete(folder.resolve("gpu-1"));
        get();
        assertTrue(run.err().contains("gpu-1"), run.err());
        assertEquals(0, stowage("workers"), run::err);
        assertTrue(run.out().contains("trouble"), run.out());
        assertTrue(run.err().contains("is not there"), run.err());
        assertEquals(7, stowage("workers", "sync", "--to", "gpu-1"), run::err);
        Files.createDirectory(folder.resolve("gpu-1"));
        assertEquals(0, stowage("workers", "sync", "--to", "gpu-1"), run::err);
        assertTrue(run.out().startsWith("done "), run.out());
        assertTrue(Files.exists(style("gpu-1")));
    }

    @Test
    void aWorkerThatJoinsLaterIsToldWhatToDo() throws Exception {
        get();
        Files.createDirectory(folder.resolve("gpu-1"));
        assertEquals(
                0,
                stowage(
                        "workers",
                        "add",
                        "gpu-1",
                        "--path",
                        folder.resolve("gpu-1").toString()),
                run::err);
        assertEquals("Added worker gpu-1.\n", run.out());
        assertTrue(run.err().contains("stowage workers sync --to gpu-1"), run.err());
        assertEquals(0, stowage("workers", "show", "gpu-1", "--json"), run::err);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("folder", json.path("engine").asText());
        assertEquals(1, json.path("syncs").path("pending").asInt());
        assertEquals("pending", json.path("items").path(0).path("status").asText());
    }

    @Test
    void whatIsGoneAtAWorkerComesBackAndWhatIsChangedIsTold() throws Exception {
        worker("gpu-1", "fast");
        get();
        Files.delete(style("gpu-1"));
        assertEquals(0, stowage("workers", "sync", "--all"), run::err);
        assertArrayEquals(STYLE, Files.readAllBytes(style("gpu-1")));
        byte[] flipped = STYLE.clone();
        flipped[flipped.length / 2] ^= 1;
        Files.write(style("gpu-1"), flipped);
        Files.setLastModifiedTime(style("gpu-1"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertEquals(10, stowage("workers", "sync", "--all"), run::err);
        assertTrue(run.out().contains("a different file is already at " + style("gpu-1")), run.out());
        assertArrayEquals(flipped, Files.readAllBytes(style("gpu-1")));
    }

    @Test
    void aWorkerIsChangedAndRemoved() throws Exception {
        worker("gpu-1", "fast");
        assertEquals(2, stowage("workers", "add", "gpu-1", "--path", "/x"));
        assertEquals(0, stowage("workers", "edit", "gpu-1", "--disabled", "--tag", "slow", "--json"), run::err);
        JsonNode changed =
                new ObjectMapper().readTree(run.out()).path("workers").path(0);
        assertFalse(changed.path("enabled").asBoolean());
        assertEquals("slow", changed.path("tags").path(0).asText());
        assertEquals(
                folder.resolve("gpu-1").toString(),
                changed.path("settings").path("path").asText());
        get();
        assertFalse(Files.exists(style("gpu-1")));
        assertEquals(2, stowage("workers", "edit", "gpu-1"));
        assertTrue(run.err().contains("no option says what"), run.err());
        assertEquals(0, stowage("workers", "rm", "gpu-1"), run::err);
        assertEquals(3, stowage("workers", "rm", "gpu-1"));
        assertEquals(0, stowage("workers", "--json"), run::err);
        assertEquals("{\"workers\":[]}\n", run.out());
    }

    @Test
    void aFolderThatIsTakenIsRefused() throws Exception {
        worker("gpu-1", "fast");
        Path models = Files.createDirectories(folder.resolve("models"));
        assertEquals(
                2,
                stowage(
                        "workers",
                        "add",
                        "gpu-2",
                        "--path",
                        models.resolve("gpu").toString()));
        assertTrue(run.err().contains("is within the models folder, " + models.toRealPath()), run.err());
        String taken = folder.resolve("gpu-1").toString();
        assertEquals(2, stowage("workers", "add", "gpu-2", "--path", taken));
        assertTrue(run.err().contains("is the folder of worker gpu-1"), run.err());
        worker("gpu-2", "slow");
        assertEquals(2, stowage("workers", "edit", "gpu-2", "--path", taken + "/deeper"));
        assertEquals(0, stowage("workers", "edit", "gpu-2", "--tag", "fast"), run::err);
    }

    @Test
    void whatCannotBeMeantIsToldHow() {
        assertEquals(2, stowage("workers", "add", "gpu 1", "--path", "/x"));
        assertEquals(2, stowage("workers", "add", "gpu-1"));
        assertTrue(run.err().contains("no --path says"), run.err());
        assertEquals(2, stowage("workers", "add", "gpu-1", "--path", "/x", "--engine", "carrier-pigeon"));
        assertTrue(run.err().contains("folder"), run.err());
        assertEquals(2, stowage("workers", "add", "gpu-1", "--path", "/x", "--tag", "a b"));
        assertEquals(2, stowage("workers", "sync"));
        assertEquals(3, stowage("workers", "show", "nobody"));
    }

    private void worker(String id, String tag) throws IOException {
        Path root = Files.createDirectory(folder.resolve(id));
        assertEquals(0, stowage("workers", "add", id, "--path", root.toString(), "--tag", tag), run::err);
    }

    private void get(String... options) throws IOException {
        String url = server.offers("style.safetensors", STYLE);
        List<String> all = new ArrayList<>(List.of("get", "--type", "lora", url));
        all.addAll(1, List.of(options));
        assertEquals(0, stowage(all.toArray(String[]::new)), run::err);
    }

    private int stowage(String... arguments) {
        run = newRun();
        return run.stowage(arguments);
    }

    private Path style(String worker) {
        return folder.resolve(worker).resolve("loras/style.safetensors");
    }

    private Run newRun() {
        return new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
    }
}
