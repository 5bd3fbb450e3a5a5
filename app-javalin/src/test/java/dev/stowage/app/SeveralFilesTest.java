package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get} of a reference that has several files. */
final class SeveralFilesTest {
    private static final byte[] ONE = LoopbackServer.safetensors(1);
    private static final byte[] TWO = LoopbackServer.safetensors(2);
    private static final byte[] THREE = LoopbackServer.safetensors(3);

    @TempDir
    private Path folder;

    private LoopbackServer server;
    private Run run;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        newRun();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allPartsOfOneModelCome() {
        List<String> parts = Repository.parts();
        String id = repository().with(parts.get(0), ONE).with(parts.get(1), TWO).offered();
        assertEquals(0, run.stowage("get", "--type", "lora", id), run::err);
        assertEquals(placed(parts.get(0)) + "\n" + placed(parts.get(1)) + "\n", run.out());
        for (String part : parts) {
            assertTrue(run.err().contains(part + ": done"), run.err());
        }
        assertTrue(run.err().contains("stowage: Its author names a newer version: org/newer."), run.err());
    }

    @Test
    void severalFilesAreEachReported() throws IOException {
        String id = three().offered();
        assertEquals(
                0,
                run.stowage(
                        "get",
                        "--json",
                        "-q",
                        "--type",
                        "lora",
                        "--file",
                        "a.safetensors",
                        "--file",
                        "c.safetensors",
                        id),
                run::err);
        JsonNode downloads = downloads();
        assertEquals(2, downloads.size());
        String group = downloads.get(0).get("id").textValue();
        for (JsonNode download : downloads) {
            assertEquals("completed", download.get("status").textValue());
            assertEquals(group, download.get("group").textValue());
        }
        assertEquals(
                placed("a.safetensors"),
                Path.of(downloads.get(0).get("filePath").textValue()));
        assertEquals(
                placed("c.safetensors"),
                Path.of(downloads.get(1).get("filePath").textValue()));
    }

    @Test
    void oneThatFailsStopsNoOtherAndIsTold() {
        byte[] flipped = TWO.clone();
        flipped[20_000] ^= 1;
        String id = repository()
                .with("a.safetensors", TWO, flipped)
                .with("b.safetensors", ONE)
                .offered();
        assertEquals(
                6,
                run.stowage("get", "-q", "--type", "lora", "--file", "a.safetensors", "--file", "b.safetensors", id));
        assertEquals(placed("b.safetensors") + "\n", run.out());
        assertTrue(run.err().contains("a.safetensors"), run.err());
        assertTrue(run.err().contains("potentially corrupted or tampered"), run.err());
    }

    @Test
    void anUnclearReferenceIsTenAndSettledByTheOptionThatTheSentenceNames() throws IOException {
        String id = three().offered();
        assertEquals(10, run.stowage("get", "-q", "--type", "lora", id));
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(
                run.err()
                        .contains(
                                "Choose among: a.safetensors, b.safetensors, c.safetensors. To settle it, add --file NAME to get."),
                run.err());
        newRun();
        assertEquals(10, run.stowage("get", "-q", "--file", "d.safetensors", id));
        assertTrue(run.err().contains("it has no file \"d.safetensors\""), run.err());
        newRun();
        assertEquals(0, run.stowage("get", "-q", "--file", "b.safetensors", id), run::err);
        assertEquals(placed("b.safetensors") + "\n", run.out());
        newRun();
        run.stowage("ls", "--all", "--json");
        assertEquals(1, downloads().size(), run.out());
    }

    @Test
    void aFileIsNamedByItsIdToo() {
        Repository three = three();
        assertEquals(
                0,
                run.stowage("get", "-q", "--type", "lora", "--file", three.key("b.safetensors"), three.offered()),
                run::err);
        assertEquals(placed("b.safetensors") + "\n", run.out());
    }

    @Test
    void anOptionForOneFileIsRefusedForASet() {
        List<String> parts = Repository.parts();
        String id = repository().with(parts.get(0), ONE).with(parts.get(1), TWO).offered();
        assertEquals(2, run.stowage("get", "-q", "--name", "one", id));
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains("2 files are meant"), run.err());
    }

    private Repository three() {
        return repository()
                .with("a.safetensors", ONE)
                .with("b.safetensors", TWO)
                .with("c.safetensors", THREE);
    }

    private Repository repository() {
        return new Repository(server, "org/name");
    }

    private Path placed(String name) {
        Path path = folder.resolve("models/loras").resolve(name);
        assertTrue(Files.exists(path), path + " is missing");
        return path;
    }

    private JsonNode downloads() throws IOException {
        return new ObjectMapper().readTree(run.out()).get("downloads");
    }

    private void newRun() {
        run = new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8").with("HF_ENDPOINT", server.site());
    }
}
