package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job against the practice hub. */
final class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void onceBringsOneOfEachSourceIntoItsPlace() {
        Run run = new Run(folder);
        assertEquals(0, run.stowage("demo", "--once", "--size", "1"), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals(4, lines.size(), run.out());
        assertTrue(lines.get(0).startsWith("SOURCE"), run.out());
        assertRow(lines.get(1), "civitai", "lora", "match");
        assertRow(lines.get(2), "huggingface", "lora", "match");
        assertRow(lines.get(3), "direct", "vae", "unpublished");
        for (String line : lines.subList(1, 4)) {
            Path placed = Path.of(line.substring(line.indexOf(folder.toString())));
            assertTrue(placed.startsWith(folder.resolve("data/demo/models")), line);
            assertTrue(Files.exists(placed), line);
        }
        assertTrue(run.err().contains("done, "), run.err());
        assertFalse(Files.exists(folder.resolve("data/stowage.db")), "only its own folder is used");
        assertFalse(Files.exists(folder.resolve("models")), "only its own folder is used");
    }

    @Test
    void aSecondTimeAllIsThereAgain() throws Exception {
        assertEquals(0, new Run(folder).stowage("demo", "--once", "--size", "1", "-q"));
        Run again = new Run(folder);
        assertEquals(0, again.stowage("demo", "--once", "--size", "1", "-q", "--json"), again::err);
        assertEquals("", again.err());
        JsonNode downloads = new ObjectMapper().readTree(again.out()).get("downloads");
        assertEquals(3, downloads.size());
        for (JsonNode download : downloads) {
            assertEquals("completed", download.get("status").textValue());
            assertTrue(Files.exists(Path.of(download.get("filePath").textValue())), download::toString);
        }
    }

    @Test
    void whatIsConfiguredOutsideDoesNotCount() throws Exception {
        Files.createDirectories(folder.resolve("elsewhere"));
        Run run = new Run(folder)
                .with("CIVITAI_ENDPOINT", "https://no-such-host.invalid")
                .with("CIVITAI_API_TOKEN", "real-token-of-somebody")
                .with("HF_TOKEN", "real-token-of-somebody")
                .with("STOWAGE_DATABASE_URL", "sqlite:" + folder.resolve("elsewhere/x.db"));
        assertEquals(0, run.stowage("demo", "--once", "--size", "1", "-q"), run::err);
        assertFalse(Files.exists(folder.resolve("elsewhere/x.db")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSeven() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/demo"), "not a folder");
        Run run = new Run(folder);
        assertEquals(7, run.stowage("demo", "--once", "--size", "1", "-q"), run::err);
        assertEquals(1, run.errLines().size(), run.err());
    }

    @Test
    void whatItPrintsCanBePastedUntilItIsInterrupted() throws Exception {
        Run demo = new Run(folder);
        CompletableFuture<Integer> code = demo.begin("demo", "--json", "--size", "1", "--speed", "100", "--port", "0");
        while (!demo.out().endsWith("\n") && !code.isDone()) {
            Thread.onSpinWait();
        }
        JsonNode told = new ObjectMapper().readTree(demo.out());
        Run get = new Run(folder);
        for (Map.Entry<String, JsonNode> variable : told.get("environment").properties()) {
            get.with(variable.getKey(), variable.getValue().textValue());
        }
        String data = told.get("dataFolder").textValue();
        String models = told.get("modelsFolder").textValue();
        for (JsonNode reference : told.get("references")) {
            boolean free = reference.get("free").booleanValue();
            int ended = get.stowage(
                    "get",
                    "-q",
                    "--data-dir",
                    data,
                    "--models-dir",
                    models,
                    reference.get("url").textValue());
            assertEquals(free, ended == 0, () -> reference + "\n" + get.err());
        }
        for (String source : List.of("civitai", "huggingface")) {
            Run tokens = new Run(folder).input(told.get("token").textValue() + "\n");
            assertEquals(0, tokens.stowage("tokens", "set", source, "--data-dir", data), tokens::err);
        }
        String site = told.at("/environment/HF_ENDPOINT").textValue();
        for (String locked : List.of(site + "/models/4102", site + "/practice/vault-lora")) {
            assertEquals(0, get.stowage("get", "-q", "--data-dir", data, "--models-dir", models, locked), get::err);
        }
        demo.interruption().happen();
        assertEquals(130, code.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aPersonIsToldWhatToPasteAndWhere() throws Exception {
        Run demo = new Run(folder);
        demo.interruption().happen();
        assertEquals(130, demo.stowage("demo", "--size", "1", "--port", "0"), demo::err);
        assertTrue(demo.out().startsWith("Open this link once to see the page: http://127.0.0.1:"), demo.out());
        assertTrue(demo.out().contains("/models/4101\n"), demo.out());
        assertTrue(
                demo.out()
                        .lines()
                        .anyMatch(line -> line.startsWith(
                                "  ./stowage --data-dir " + folder.resolve("data/demo") + " get http://127.0.0.1:")),
                demo.out());
    }

    @Test
    void startedAgainItGoesOnWithWhatWasLeft() throws Exception {
        Path models = folder.resolve("data/demo/models");
        String url = begun(folder);
        try (ServedRun demo = ServedRun.of("demo", folder, Map.of(), "--size", "16", "--speed", "100")) {
            boolean moved = !demo.told().at("/references/0/url").textValue().equals(url);
            Assumptions.assumeFalse(moved, "another program has the ports of the practice sites");
            Run get = new Run(folder);
            int code = get.stowage(
                    "get", "-q", "--data-dir", folder.resolve("data/demo") + "", "--models-dir", models + "", url);
            assertEquals(0, code, get::err);
            assertTrue(Files.exists(Path.of(get.out().strip())), get::out);
        }
    }

    @Test
    void whatAReferenceMeansIsAskedOfTheDemoThatRuns() throws Exception {
        try (ServedRun demo = ServedRun.of("demo", folder, Map.of(), "--size", "1", "--speed", "100")) {
            String data = demo.told().get("dataFolder").textValue();
            String url = demo.told().at("/references/0/url").textValue();
            Run resolve = new Run(folder);
            assertEquals(0, resolve.stowage("resolve", "--json", "--data-dir", data, url), resolve::err);
            JsonNode resolution = new ObjectMapper().readTree(resolve.out());
            assertEquals("civitai", resolution.get("source").textValue());
            assertEquals("lora", resolution.get("type").textValue());
            String picture = resolution.at("/previews/0/url").textValue();
            assertTrue(picture.matches("http://127\\.0\\.0\\.1:\\d+/previews/\\w+"), picture);
            assertEquals(0, resolve.stowage("resolve", "--data-dir", data, url), resolve::err);
            assertTrue(resolve.out().contains("triggers"), resolve.out());
        }
    }

    /** Begins a download and ends the demo before it is done; returns what was pasted. */
    private static String begun(Path folder) throws Exception {
        Path data = folder.resolve("data/demo");
        try (ServedRun demo = ServedRun.of("demo", folder, Map.of(), "--size", "16", "--speed", "1")) {
            String url = demo.told().at("/references/0/url").textValue();
            Run get = new Run(folder);
            CompletableFuture<Integer> code =
                    get.begin("get", "-q", "--data-dir", data + "", "--models-dir", data.resolve("models") + "", url);
            Run ls = new Run(folder);
            while (!ls.out().contains("downloading")) {
                assertFalse(code.isDone(), get::err); // it would never be seen then
                assertEquals(0, ls.stowage("ls", "--data-dir", data + ""), ls::err);
            }
            get.interruption().happen();
            assertEquals(130, code.get(60, TimeUnit.SECONDS), get::err);
            return url;
        }
    }

    private static void assertRow(String line, String source, String type, String verdict) {
        List<String> cells = List.of(line.split(" {2,}"));
        assertEquals(source, cells.get(0), line);
        assertEquals("completed", cells.get(1), line);
        assertEquals(type, cells.get(2), line);
        assertEquals(verdict, cells.get(4), line);
    }
}
