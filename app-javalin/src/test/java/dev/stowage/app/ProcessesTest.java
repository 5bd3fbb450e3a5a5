package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.rig.Foreground;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes on one data folder. */
final class ProcessesTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        server.close();
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneWorksOthersLookAndAfterCtrlCTheNextGoesOn() throws Exception {
        String url = server.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        server.stallsAt(2 << 20);
        Process get = process("get", "--type", "lora", url);
        BufferedReader err = reader(get.getErrorStream());
        awaitLine(err, "style.safetensors: ");

        assertTrue(run(0, "ls").contains("downloading"));
        String refused = run(7, "pause", "style.safetensors");
        assertTrue(refused.contains("it is in use by process " + get.pid() + " "), refused);

        new ProcessBuilder("kill", "-INT", Long.toString(get.pid())).start().waitFor();
        awaitLine(
                err, "stowage: Interrupted; what was received is kept. To go on, run: stowage get --type lora " + url);
        assertTrue(get.waitFor(60, TimeUnit.SECONDS));
        assertEquals(130, get.exitValue());

        server.flows();
        server.ranges().clear();
        assertTrue(run(0, "get", url).contains(folder.resolve("models/loras/style.safetensors") + "\n"));
        assertTrue(
                server.ranges().stream().noneMatch(range -> range.equals("-") || range.startsWith("bytes=0-")),
                () -> "went on from where it was: " + server.ranges());
        assertTrue(run(0, "ls", "--json").contains("\"completed\":1"));
    }

    @Test
    void aServerThatIsKilledLosesNothingAndTheNextOneFinishes() throws Exception {
        String url = origin();
        Process first = process("serve", "--port", "0");
        awaitLine(reader(first.getInputStream()), "Stowage is at ");
        Process get = process("get", "-q", "--type", "lora", url);
        server.awaitStall();
        first.destroyForcibly().waitFor();
        assertTrue(get.waitFor(60, TimeUnit.SECONDS));
        String said = new String(get.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(5, get.exitValue(), said);
        assertTrue(said.contains("(process " + first.pid() + "): it has ended. What was received is kept"), said);
        assertTrue(said.endsWith("To go on, run: stowage get -q --type lora " + url + "\n"), said);
        assertTrue(run(0, "ls").contains("downloading"), "as it was left");

        server.flows();
        Process second = process("serve", "--port", "0");
        awaitLine(reader(second.getInputStream()), "Stowage is at ");
        awaitCompleted();
        assertTrue(run(0, "verify", "--all").startsWith("intact"));
        terminate(second);
        assertEquals(143, second.exitValue());
    }

    @Test
    void aServerThatIsTerminatedParksAndTheNextOneGoesOn() throws Exception {
        String url = origin();
        Process first = process("serve", "--port", "0");
        awaitLine(reader(first.getInputStream()), "Stowage is at ");
        Process get = process("get", "-q", "--type", "lora", url);
        server.awaitStall();
        terminate(first);
        assertTrue(get.waitFor(60, TimeUnit.SECONDS));
        assertTrue(run(0, "ls").contains("queued"));
        assertFalse(Files.exists(folder.resolve("data/server.json")));

        server.flows();
        server.ranges().clear();
        process("serve", "--port", "0");
        awaitCompleted();
        assertTrue(
                server.ranges().stream().noneMatch(range -> range.equals("-") || range.startsWith("bytes=0-")),
                () -> "went on from where it was: " + server.ranges());
    }

    private String origin() {
        String url = server.offers("style.safetensors", LoopbackServer.safetensors(3, 1 << 20));
        server.stallsAt(2 << 20);
        return url;
    }

    private void awaitCompleted() throws IOException, InterruptedException {
        while (!run(0, "ls", "--json").contains("\"completed\":1")) {
            Thread.onSpinWait();
        }
    }

    private static void terminate(Process process) throws InterruptedException {
        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }

    /** Runs to the end and returns all that is printed. */
    private String run(int code, String... arguments) throws IOException, InterruptedException {
        Process process = process(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), () -> String.join(" ", arguments) + "\n" + out + err);
        return out + err;
    }

    private Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(Foreground.command(command));
        Foreground.clear(builder.environment());
        builder.environment().put("STOWAGE_HOME", folder.resolve("data").toString());
        builder.environment().put("STOWAGE_MODELS_DIR", folder.resolve("models").toString());
        builder.environment().put("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void awaitLine(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertNotNull(line, "It never said: " + beginning);
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
