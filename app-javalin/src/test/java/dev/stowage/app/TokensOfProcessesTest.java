package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens in real processes: beside a running one, and after one was killed in the middle of it. */
final class TokensOfProcessesTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TokenSites sites = new TokenSites();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        sites.close();
    }

    @Test
    void aKilledProcessLeavesNoTokenBehindButWhatItNeedsToGoOn() throws Exception {
        Gate gate = new Gate();
        sites.stores(TokenSites.CIVITAI_FILE, BodyFaults.heldAt(20_000, gate));
        String pasted = sites.civitaiLink() + "&token=" + TokenSites.CIVITAI_TOKEN;
        Process get = start("get", "--token", "hf=" + TokenSites.HF_TOKEN, "--type", "lora", pasted);
        gate.awaitReached(BOUND);
        assertTrue(run(TokenSites.HF_TOKEN, "tokens", "set", "huggingface").contains("Stored"), "beside it");
        Canaries.assertNoneBelow(folder, folder);
        get.destroyForcibly().waitFor();
        gate.open();
        Canaries.assertNoneBelow(folder, folder);

        sites.stores(TokenSites.CIVITAI_FILE, AnswerFaults.refusingAuthorization());
        String out = run("", "get", "--type", "lora", sites.civitaiLink(), sites.hubPage());
        assertTrue(out.contains("loras/" + TokenSites.CIVITAI_FILE), out);
        assertTrue(out.contains("loras/" + TokenSites.HF_FILE), out);
        Canaries.assertNoneBelow(folder, folder);
        Canaries.assertNoneAstray(sites);
    }

    /** Runs to a good end and returns all that is printed. */
    private String run(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int code = process.waitFor();
        String said = Files.readString(output(started.size()));
        assertEquals(0, code, said);
        return said;
    }

    /** What a process prints lies below the folder too, so that it is searched like everything else. */
    private Path output(int number) {
        return folder.resolve("output-" + number);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(Redirect.to(output(started.size() + 1).toFile()));
        builder.environment().clear();
        builder.environment().putAll(sites.known(new Run(folder)).surroundings().environment());
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
