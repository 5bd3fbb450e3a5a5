package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.app.served.Patience;
import dev.stowage.app.served.ServerFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a data folder that a server has. */
final class ServedTest {
    private static final Map<String, String> LOOPBACK = Map.of("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");

    @TempDir
    private Path folder;

    private LoopbackServer origin;

    @BeforeEach
    void start() throws IOException {
        origin = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void whatGoesWrongInsideAServerIsInItsLog() throws Exception {
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            System.getLogger("dev.stowage").log(System.Logger.Level.ERROR, "something odd has happened");
            Path log = Path.of(server.told().path("dataFolder").asText(), "logs", "stowage.log");
            assertTrue(Files.readString(log).contains("something odd has happened"));
        }
    }

    @Test
    void everyCommandSaysTheSameWithAndWithoutAServer() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        String other = origin.offers("other.safetensors", LoopbackServer.safetensors(2));
        String odd = origin.offers("odd.bin", new byte[100]);
        List<List<String>> commands = List.of(
                List.of("get", "-q", "--type", "lora", url),
                List.of("get", "-q", url),
                List.of("get", "-q", "--json", "--type", "lora", other, origin.url("missing.safetensors")),
                List.of("get", "-q", odd),
                List.of("get", "-q", "not a reference"),
                List.of("resolve", "-q", url),
                List.of("resolve", "--json", url),
                List.of("resolve", "--type", "vae", "--name", "lamp", url),
                List.of("resolve", "--json", origin.url("missing.safetensors")),
                List.of("resolve", "--file", "none.safetensors", url),
                List.of("resolve", "not a reference"),
                List.of("ls"),
                List.of("ls", "--json", "--all"),
                List.of("ls", "--status", "failed"),
                List.of("show", "style.safetensors"),
                List.of("show", "--json", "odd.bin"),
                List.of("pause", "style.safetensors"),
                List.of("pause", "--json", "odd.bin"),
                List.of("retry", "odd.bin"),
                List.of("cancel", "odd.bin"),
                List.of("cancel", "--json", "odd.bin"),
                List.of("resume", "no-such-thing"),
                List.of("resume", "--all"),
                List.of("verify", "--all"),
                List.of("verify", "--json", "style.safetensors"),
                List.of("verify", "no-such-file"),
                List.of("tokens"),
                List.of("tokens", "set", "civitai"),
                List.of("tokens", "--json"),
                List.of("tokens", "set", "nowhere"),
                List.of("tokens", "rm", "civitai"),
                List.of("tokens", "rm", "civitai"),
                List.of("ls", "--all"));
        sameWithAndWithoutAServer(commands);
    }

    @Test
    void workersAreTheSameWithAndWithoutAServer() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        String other = origin.offers("other.safetensors", LoopbackServer.safetensors(2));
        Files.createDirectories(folder.resolve("a/gpu-1"));
        Files.createDirectories(folder.resolve("b/gpu-1"));
        sameWithAndWithoutAServer(List.of(
                List.of("workers"),
                List.of("workers", "add", "gpu-1", "--path", "FOLDER/gpu-1", "--tag", "fast"),
                List.of("workers", "add", "gpu-1", "--path", "FOLDER/gpu-1"),
                List.of("workers", "add", "gpu-2", "--path", "FOLDER/gpu-2", "--disabled", "--json"),
                List.of("workers", "add", "gpu-3", "--path", "not/absolute"),
                List.of("workers", "add", "gpu-3", "--path", "FOLDER/gpu-3", "--engine", "carrier-pigeon"),
                List.of("workers"),
                List.of("get", "-q", "--type", "lora", "--workers", "fast", url),
                List.of("get", "-q", "--type", "lora", "--no-sync", other),
                List.of("workers", "--json"),
                List.of("workers", "show", "gpu-1"),
                List.of("workers", "show", "--json", "gpu-1"),
                List.of("workers", "sync", "--to", "gpu-1", "other.safetensors"),
                List.of("workers", "sync", "--all"),
                List.of("workers", "edit", "gpu-1", "--tag", "slow"),
                List.of("workers", "edit", "gpu-1", "--disabled", "--json"),
                List.of("workers", "edit", "nobody", "--disabled"),
                List.of("workers", "ls"),
                List.of("workers", "rm", "gpu-1"),
                List.of("workers", "rm", "gpu-1"),
                List.of("workers", "rm", "--json", "gpu-2"),
                List.of("workers", "--json")));
    }

    @Test
    void rulesAreTheSameWithAndWithoutAServer() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        String good =
                written("good.json", "[{\"name\":\"mine\",\"when\":{\"type\":\"lora\"},\"template\":\"my/{source}\"}]");
        String flawed = written(
                "flawed.json", "[{\"name\":\"out\",\"template\":\"../x\"},{\"name\":\"out\",\"template\":\"y\"}]");
        String cut = written("cut.json", "[{\"name\":");
        sameWithAndWithoutAServer(List.of(
                List.of("rules"),
                List.of("rules", "set", good),
                List.of("rules", "ls"),
                List.of("get", "-q", "--type", "lora", url),
                List.of("rules", "set", flawed),
                List.of("rules", "set", cut),
                List.of("rules", "set", "no-such-file.json"),
                List.of("rules", "--json"),
                List.of("rules", "try", "--type", "lora"),
                List.of("rules", "try", "--type", "lora", "--rules", flawed),
                List.of("rules", "set", "--json", written("none.json", "[]")),
                List.of("rules", "try", "--type", "lora", "--json", "--rules", good)));
    }

    private String written(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json).toString();
    }

    private void sameWithAndWithoutAServer(List<List<String>> commands) throws Exception {
        Path plain = folder.resolve("a");
        Path served = folder.resolve("b");
        try (ServedRun server = ServedRun.in(served, LOOPBACK)) {
            for (List<String> command : commands) {
                assertEquals(said(plain, command), said(served, command), () -> String.join(" ", command));
            }
            assertEquals("", server.err());
        }
    }

    @Test
    void aServerTellsWhereItIsToItsOwnerUntilItEnds() throws Exception {
        Path file = folder.resolve("data/server.json");
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            JsonNode said = new ObjectMapper().readTree(Files.readAllBytes(file));
            assertEquals(server.told().get("url"), said.get("url"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void whatAServerHasReadAgainItNotes() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        Path placed = folder.resolve("models/loras/style.safetensors");
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            assertEquals(0, run().stowage("get", "-q", "--type", "lora", url));
            Files.write(placed, new byte[100]);
            Run verify = run();
            assertEquals(6, verify.stowage("verify", "--all"), verify::err);
            assertTrue(verify.err().contains("potentially corrupted or tampered"), verify::err);
            Files.delete(placed);
            Run missing = run();
            assertEquals(7, missing.stowage("verify", "--all"), missing::err);
            assertTrue(missing.out().startsWith("missing"), missing::out);
        }
    }

    @Test
    void aSecondServerIsToldWhoHasTheFolder() throws Exception {
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            Run second = new Run(folder);
            assertEquals(7, second.stowage("serve", "--port", "0"));
            assertTrue(second.err().contains("it is in use by process "), second::err);
            assertTrue(second.err().contains("(stowage serve)"), second::err);
            assertEquals(0, new Run(folder).stowage("ls"), "the first one goes on");
        }
    }

    @Test
    void aTakenPortIsSeven() throws Exception {
        try (ServedRun server = ServedRun.in(folder.resolve("a"), LOOPBACK)) {
            String port = Integer.toString(
                    URI.create(server.told().get("url").textValue()).getPort());
            Run second = new Run(folder.resolve("b"));
            assertEquals(7, second.stowage("serve", "--port", port));
            assertTrue(second.err().contains("listen on 127.0.0.1:" + port), second::err);
            assertTrue(second.err().contains("--port"), second::err);
            assertFalse(Files.exists(folder.resolve("b/data/server.json")));
        }
    }

    @Test
    void onlyThisMachineIsAnsweredAndPortsAreNumbers() {
        assertEquals(2, new Run(folder).stowage("serve", "--host", "0.0.0.0", "--port", "0"));
        assertEquals(2, new Run(folder).stowage("serve", "--port", "65536"));
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void pauseAndResumeReachADownloadOfTheServer() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        origin.stallsAt(2 << 20);
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            Run get = run();
            CompletableFuture<Integer> code = get.begin("get", "-q", "--type", "lora", url);
            awaitListed("downloading");
            Run pause = run();
            assertEquals(0, pause.stowage("pause", url), pause::err);
            assertTrue(pause.out().contains("  paused  style.safetensors"), pause::out);
            assertEquals(8, code.get(60, TimeUnit.SECONDS), get::err);
            assertTrue(get.err().contains("is paused; to go on, run: stowage get "), get::err);

            origin.flows();
            Run resume = run();
            assertEquals(0, resume.stowage("resume", url), resume::err);
            assertTrue(resume.out().contains("  queued  style.safetensors"), resume::out);
            assertEquals("", resume.err(), "the server carries on by itself");
            Run again = run();
            assertEquals(0, again.stowage("get", "-q", url), again::err);
            assertEquals(folder.resolve("models/loras/style.safetensors") + "\n", again.out());
        }
    }

    @Test
    void ctrlCEndsTheFollowingAndNotTheDownload() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        origin.stallsAt(2 << 20);
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            Run get = run();
            CompletableFuture<Integer> code = get.begin("get", "--type", "lora", url);
            awaitListed("downloading");
            get.interruption().happen();
            assertEquals(130, code.get(60, TimeUnit.SECONDS), get::err);
            String last = get.errLines().get(get.errLines().size() - 1);
            assertTrue(
                    last.contains(" goes on with it. To follow it again, run: stowage get --type lora " + url), last);
            assertTrue(last.contains("run: stowage pause "), last);
            assertTrue(listed().contains("downloading"));
            awaitReceived();
            Run show = run();
            assertEquals(0, show.stowage("show", url), show::err);
            assertTrue(show.out().contains(", received "), show::out);
            Run details = run();
            assertEquals(0, details.stowage("show", "--json", url), details::err);
            JsonNode shown = new ObjectMapper().readTree(details.out());
            assertTrue(shown.path("receivedBytes").longValue() > 0, details::out);
            assertTrue(shown.path("bytesPerSecond").isNumber(), details::out);
            origin.flows();
            assertEquals(0, run().stowage("get", "-q", url));
        }
    }

    @Test
    void aServerThatEndsLeavesWordHowToGoOn() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        origin.stallsAt(2 << 20);
        Run get = run();
        CompletableFuture<Integer> code;
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            code = get.begin("get", "-q", "--type", "lora", url);
            awaitListed("downloading");
        }
        assertEquals(5, code.get(60, TimeUnit.SECONDS), get::err);
        assertTrue(get.err().contains(": it has ended. What was received is kept"), get::err);
        assertTrue(get.err().endsWith("To go on, run: stowage get -q --type lora " + url + "\n"), get::err);
        origin.flows();
        assertEquals(0, run().stowage("get", "-q", url));
    }

    @Test
    void whatAServerLeftUnfinishedTheNextOneTakesUp() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        origin.stallsAt(2 << 20);
        CompletableFuture<Integer> code;
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            code = run().begin("get", "-q", "--type", "lora", url);
            awaitListed("downloading");
        }
        assertEquals(5, code.get(60, TimeUnit.SECONDS));
        assertTrue(listed().contains("queued"), "it is parked");
        origin.flows();
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            awaitListed("completed");
        }
        assertTrue(Files.exists(folder.resolve("models/loras/style.safetensors")));
    }

    @Test
    void whatOnlyAProcessOfItsOwnCouldHeedIsRefused() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            refused("use --connections 4", "get", "--connections", "4", url);
            refused("use --token", "get", "--token", "civitai=abcdefghijklmnop", url);
            refused("use --models-dir " + folder.resolve("x"), "get", "--models-dir", folder.resolve("x") + "", url);
            refused(
                    "use sqlite:" + folder.resolve("x.db") + " as the database",
                    "ls",
                    "--database-url",
                    "sqlite:" + folder.resolve("x.db"));
            assertFalse(Files.exists(folder.resolve("models")));
        }
    }

    @Test
    void whatAKilledServerLeftBehindHindersNobody() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        byte[] left;
        try (ServedRun server = ServedRun.in(folder, LOOPBACK)) {
            left = Files.readAllBytes(folder.resolve("data/server.json"));
        }
        Files.write(folder.resolve("data/server.json"), left);
        assertEquals(0, run().stowage("get", "-q", "--type", "lora", url));
    }

    @Test
    void whatIsStoredIsShownThoughTheServerDoesNotAnswer() throws Exception {
        String url = origin.offers("style.safetensors", LoopbackServer.safetensors(1));
        assertEquals(0, run().stowage("get", "-q", "--type", "lora", url));
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            new ServerFile(
                            URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                            ProcessHandle.current().pid(),
                            "one",
                            folder.resolve("models"),
                            "sqlite:" + folder.resolve("data/stowage.db"))
                    .write(folder.resolve("data"));
            for (List<String> command : List.of(
                    List.of("ls", "-q"), List.of("show", "--json", url), List.of("workers"), List.of("rules"))) {
                Run looking = run().glance(new Patience(Duration.ofSeconds(30), Duration.ofMillis(50)));
                assertEquals(0, looking.stowage(command.toArray(String[]::new)), looking::err);
                assertTrue(looking.err().startsWith("stowage: Could not ask the server at "), looking::err);
                assertTrue(
                        looking.errLines().get(0).endsWith(". Shown is what is stored, not what goes on now."),
                        looking::err);
            }
        }
    }

    private void refused(String what, String... command) {
        Run run = run();
        assertEquals(2, run.stowage(command), run::err);
        assertTrue(run.err().contains("Could not " + what), run::err);
    }

    private Run run() {
        return new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
    }

    private String listed() {
        Run ls = run();
        assertEquals(0, ls.stowage("ls", "--all"), ls::err);
        return ls.out();
    }

    private void awaitListed(String status) {
        while (!listed().contains(status)) {
            Thread.onSpinWait();
        }
    }

    /** How far a transfer is, only the server knows. */
    private void awaitReceived() throws IOException {
        long received = 0;
        while (received == 0) {
            Run ls = run();
            assertEquals(0, ls.stowage("ls", "--json"), ls::err);
            received = new ObjectMapper()
                    .readTree(ls.out())
                    .at("/downloads/0/receivedBytes")
                    .longValue();
        }
    }

    /** Exit code and output, without what differs from run to run. */
    private static String said(Path folder, List<String> command) {
        Run run =
                new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8").input("token-of-the-test-123\n");
        int code = run.stowage(command.stream()
                .map(word -> word.replace("FOLDER", folder.toString()))
                .toArray(String[]::new));
        return (code + "\n" + run.out() + run.err())
                .replace(folder.toString(), "FOLDER")
                .replaceAll("\\b01[0-9A-HJKMNP-TV-Z]{24}\\b", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+Z?", "TIME")
                .replaceAll("\\b01[0-9A-HJKMNP-TV-Z]{4,}", "ID")
                .replaceAll(" +\\d+[sm]  ", "  AGE  ");
    }
}
