package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reference means, without a download. */
final class ResolveTest {
    private static final byte[] ONE = LoopbackServer.safetensors(1);
    private static final byte[] TWO = LoopbackServer.safetensors(2);
    private static final String A = "a.safetensors";
    private static final String B = "b.safetensors";

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
    void jsonIsTheResolutionOfTheApi() throws IOException {
        Repository repository = new Repository(server, "org/name").with("style.safetensors", ONE);
        assertEquals(0, run.stowage("resolve", "--json", repository.offered()), run::err);
        assertEquals("", run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        List<String> fields = new ArrayList<>();
        json.fieldNames().forEachRemaining(fields::add);
        assertEquals(
                List.of(
                        "url",
                        "source",
                        "name",
                        "version",
                        "creator",
                        "type",
                        "variant",
                        "baseModel",
                        "baseFamily",
                        "triggerWords",
                        "description",
                        "tags",
                        "license",
                        "nsfw",
                        "previews",
                        "files",
                        "warnings"),
                fields);
        assertEquals("huggingface", json.get("source").textValue());
        assertEquals("style", json.get("name").textValue());
        assertEquals("org", json.get("creator").textValue());
        assertEquals("lora", json.get("type").textValue());
        assertEquals("SDXL 1.0", json.get("baseModel").textValue());
        assertEquals("sdxl", json.get("baseFamily").textValue());
        assertEquals("[\"pixel art\",\"sprite\"]", json.get("triggerWords").toString());
        assertEquals("mit", json.get("license").textValue());
        assertEquals(
                "[\"Its author names a newer version: org/newer.\"]",
                json.get("warnings").toString());
        JsonNode file = json.get("files").get(0);
        assertEquals(repository.key("style.safetensors"), file.get("id").textValue());
        assertEquals(ONE.length, file.get("sizeBytes").intValue());
        assertEquals(LoopbackServer.sha256(ONE), file.get("sha256").textValue());
        assertEquals("safetensors", file.get("format").textValue());
        assertTrue(file.get("recommended").booleanValue());
        assertTrue(file.get("chosen").booleanValue());
        assertEquals(
                folder.resolve("models/loras/style.safetensors").toString(),
                file.at("/target/path").textValue());
        assertEquals("lora", file.at("/target/rule").textValue());
        assertEquals("[]", file.get("duplicates").toString());
    }

    @Test
    void aPersonReadsTheModelAndItsFiles() {
        String id = two().offered();
        assertEquals(0, run.stowage("resolve", "--file", B, id), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals("name", lines.get(0));
        assertTrue(lines.contains("  base model  SDXL 1.0"), run.out());
        assertTrue(lines.contains("  triggers    pixel art, sprite"), run.out());
        assertTrue(lines.contains("  warning     Its author names a newer version: org/newer."), run.out());
        assertEquals(1, lines.stream().filter(line -> line.contains("* " + B)).count(), run.out());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("    " + A + "  ")), run.out());
        assertTrue(
                lines.contains("      goes to " + folder.resolve("models/loras").resolve(B) + " (rule lora)"),
                run.out());
    }

    @Test
    void onATerminalNoFileIsWiderThanIt() {
        String id = two().offered();
        run.terminalOut(60);
        assertEquals(0, run.stowage("resolve", id), run::err);
        assertTrue(
                run.out()
                        .lines()
                        .filter(line -> line.contains(".safetensors  "))
                        .allMatch(line -> line.length() < 60),
                run.out());
    }

    @Test
    void whatAPersonSaysOfItIsSeenInItsPlace() throws IOException {
        String id = two().offered();
        assertEquals(0, run.stowage("resolve", "--json", "--file", A, "--name", "mine", "--type", "vae", id), run::err);
        JsonNode files = new ObjectMapper().readTree(run.out()).get("files");
        assertEquals(
                folder.resolve("models/vae/mine.safetensors").toString(),
                files.at("/0/target/path").textValue());
        assertEquals(
                folder.resolve("models/vae/" + B).toString(),
                files.at("/1/target/path").textValue());
    }

    @Test
    void nothingIsCreated() throws IOException {
        assertEquals(0, run.stowage("resolve", "-q", two().offered()), run::err);
        assertFalse(Files.exists(folder.resolve("models")));
        newRun();
        assertEquals(0, run.stowage("ls", "--all", "--json"));
        assertEquals(0, new ObjectMapper().readTree(run.out()).get("downloads").size());
    }

    @Test
    void aFileThatNobodyRecommendsHasToBeNamed() {
        assertEquals(0, run.stowage("resolve", two().offered()));
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains("--file NAME"), run.err());
    }

    @Test
    void worksBesideARunningGet() throws Exception {
        String url = server.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        String id = two().offered();
        server.stallsAt(2 << 20);
        Run first = run;
        CompletableFuture<Integer> code = first.begin("get", "-q", "--type", "lora", url);
        server.awaitStall();
        newRun();
        assertEquals(0, run.stowage("resolve", "-q", id), run::err);
        server.flows();
        assertEquals(0, code.get(60, TimeUnit.SECONDS), first::err);
    }

    @Test
    void whatCannotBeResolvedIsToldAsGetTellsIt() throws IOException {
        assertRefused(3, "org/missing");
        assertRefused(2, "http://[broken");
        assertRefused(2, "org/one", "org/two");
        assertRefused(10, "--file", "c.safetensors", two().offered());
        newRun();
        assertEquals(3, run.stowage("resolve", "--json", "org/missing"));
        assertEquals(
                "not_found",
                new ObjectMapper().readTree(run.out()).at("/error/code").textValue());
    }

    @Test
    void anAddressThatHasToBeAllowedIsTen() {
        String id = two().offered();
        run = new Run(folder).with("HF_ENDPOINT", server.site());
        assertEquals(10, run.stowage("resolve", id), run::err);
        assertTrue(run.err().contains("STOWAGE_ALLOWED_ADDRESSES"), run.err());
    }

    @Test
    void aSiteThatCannotBeReachedIsFive() {
        run.with("HF_ENDPOINT", "https://no-such-host.invalid");
        assertEquals(5, run.stowage("resolve", "org/name"), run::err);
    }

    private void assertRefused(int code, String... arguments) {
        newRun();
        List<String> line = new ArrayList<>(List.of("resolve"));
        line.addAll(List.of(arguments));
        assertEquals(code, run.stowage(line.toArray(String[]::new)), run::err);
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("stowage: Could not "), run.err());
    }

    private Repository two() {
        return new Repository(server, "org/name").with(A, ONE).with(B, TWO);
    }

    private void newRun() {
        run = new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8").with("HF_ENDPOINT", server.site());
    }
}
