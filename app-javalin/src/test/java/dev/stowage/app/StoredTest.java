package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands one after another on one data folder, each as a process of its own would run. */
final class StoredTest {
    private static final byte[] STYLE = LoopbackServer.safetensors(3, 1 << 20);

    @TempDir
    private Path folder;

    private LoopbackServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        url = server.offers("style.safetensors", STYLE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDownloadIsFollowedThroughManyCommands() throws Exception {
        interruptedGet();
        Run list = ran(0, "ls");
        String id = list.out().lines().toList().get(1).split(" ", 2)[0];
        assertTrue(list.out().contains("queued"), list.out());
        assertTrue(list.out().contains("iB received"), list.out());
        assertEquals("", list.err());

        Run shown = ran(0, "show", id.toLowerCase(Locale.ROOT));
        assertTrue(shown.out().startsWith("style.safetensors\n  id          " + id), shown.out());
        assertTrue(shown.out().contains("  to go on    stowage get " + url + "\n"), shown.out());
        assertTrue(shown.out().contains("interrupted"), "history\n" + shown.out());

        assertTrue(ran(0, "pause", id).out().contains("  paused  style.safetensors"));
        assertTrue(ran(0, "pause", "--all").err().contains("There is nothing to pause."));
        assertTrue(ran(0, "pause", "style.safetensors").out().contains("  paused  "), "it is so already");
        Run resumed = ran(0, "resume", url);
        assertTrue(resumed.out().contains("  queued  "), resumed.out());
        assertEquals("stowage: To carry on, run: stowage get " + url + "\n", resumed.err());

        server.flows();
        server.ranges().clear();
        ran(0, "pause", id);
        assertEquals(placed() + "\n", ran(0, "get", url).out());
        assertTrue(
                server.ranges().stream().noneMatch(range -> range.equals("-") || range.startsWith("bytes=0-")),
                () -> "went on from where it was: " + server.ranges());
        JsonNode listed = json(ran(0, "ls", "--json"));
        assertEquals(1, listed.get("downloads").size());
        assertEquals(1, listed.get("counts").get("completed").intValue());
        assertEquals("completed", listed.get("downloads").get(0).get("status").textValue());
        assertTrue(listed.get("downloads").get(0).get("id").textValue().startsWith(id));
        assertRefused(2, "it is completed", "cancel", id);
    }

    @Test
    void aPlacedFileThatHasChangedIsFound() throws Exception {
        server.flows();
        ran(0, "get", "-q", "--type", "lora", url);
        String sha256 = LoopbackServer.sha256(STYLE);
        assertEquals(
                "intact        " + placed() + "\n", ran(0, "verify", "--all").out());
        flip(placed());
        for (String file : new String[] {placed().toString(), "style.safetensors", sha256.substring(0, 12), url}) {
            Run run = ran(6, "verify", file);
            assertEquals("damaged       " + placed() + "\n", run.out());
            assertTrue(run.err().contains("potentially corrupted or tampered"), run.err());
        }
        JsonNode checked =
                json(ran(6, "verify", "--all", "--json")).get("files").get(0);
        assertEquals("damaged", checked.get("state").textValue());
        assertEquals(sha256, checked.get("hash").get("expected").textValue());
        assertEquals("damaged", checked.get("error").get("code").textValue());
        Files.delete(placed());
        assertTrue(ran(7, "verify", "--all").out().startsWith("missing "));
        Path unknown = Files.writeString(folder.resolve("models/loras/other.safetensors"), "other");
        assertEquals(
                "unregistered  " + unknown + "\n",
                ran(3, "verify", unknown.toString()).out());
        assertRefused(3, "no download has that", "verify", "nonsense");
    }

    @Test
    void besideARunningGetOneCanLookButNotSteer() throws Exception {
        Run running = newRun();
        CompletableFuture<Integer> code = stalled(running);
        assertTrue(ran(0, "ls").out().contains("downloading"));
        assertTrue(ran(0, "show", "style.safetensors").out().contains("status      downloading"));
        assertRefused(7, "it is in use by ", "pause", "style.safetensors");
        Run second = newRun();
        assertEquals(7, second.stowage("get", "--json", url));
        assertTrue(second.err().contains("(stowage get)"), second.err());
        assertEquals(
                "already_running",
                json(second).get("downloads").get(0).get("error").get("code").textValue());
        running.interruption().happen();
        assertEquals(130, code.get(60, TimeUnit.SECONDS), running::err);
    }

    @Test
    void nothingYetIsAFriendlyLine() throws Exception {
        Run list = ran(0, "ls");
        assertEquals("", list.out());
        assertEquals("stowage: There is no such download. To begin one, run: stowage get URL\n", list.err());
        assertTrue(ran(0, "ls", "--json").out().startsWith("{\"downloads\":[],\"counts\":{\"resolving\":0,"));
        assertTrue(ran(0, "verify", "--all").err().contains("nothing to verify"));
        assertRefused(3, "no download has that id", "show", "01JD3KX9ZQ");
        JsonNode refused = json(ran(3, "show", "--json", "01JD3KX9ZQ"));
        assertEquals("unknown_id", refused.get("error").get("code").textValue());
    }

    @Test
    void aFailedDownloadIsTriedAgain() throws Exception {
        String missing = server.url("later.safetensors");
        ran(3, "get", "-q", "--type", "lora", missing);
        assertTrue(ran(0, "ls").out().contains("failed"));
        server.flows();
        server.offers("later.safetensors", LoopbackServer.safetensors(5));
        Run retried = ran(0, "retry", "--all");
        assertTrue(retried.err().endsWith("run: stowage get " + missing + "\n"), retried.err());
        assertEquals(
                folder.resolve("models/loras/later.safetensors") + "\n",
                ran(0, "get", missing).out());
        assertEquals(1, json(ran(0, "ls", "--all", "--json")).get("downloads").size());
        assertEquals("", ran(0, "ls", "-q", "--status", "failed").out());
    }

    private void interruptedGet() throws Exception {
        Run run = newRun();
        CompletableFuture<Integer> code = stalled(run);
        run.interruption().happen();
        assertEquals(130, code.get(60, TimeUnit.SECONDS), run::err);
    }

    private CompletableFuture<Integer> stalled(Run run) throws InterruptedException {
        server.stallsAt(2 << 20);
        CompletableFuture<Integer> code = run.begin("get", "--type", "lora", "--connections", "1", url);
        server.awaitStall();
        while (!run.err().contains("style.safetensors: ")) {
            Thread.onSpinWait();
        }
        return code;
    }

    private void assertRefused(int code, String sentence, String... arguments) {
        Run run = ran(code, arguments);
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("stowage: Could not "), run.err());
        assertTrue(run.err().contains(sentence), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    private Run ran(int code, String... arguments) {
        Run run = newRun();
        assertEquals(code, run.stowage(arguments), () -> String.join(" ", arguments) + "\n" + run.err() + run.out());
        return run;
    }

    private Run newRun() {
        return new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
    }

    private Path placed() {
        return folder.resolve("models/loras/style.safetensors");
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
