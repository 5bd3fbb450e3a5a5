package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A browser without a window. Each of its tabs is as if in a browser of its own. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final String LISTENS = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final Devtools devtools;

    private Chromium(Process process, Path profile, Devtools devtools) {
        this.process = process;
        this.profile = profile;
        this.devtools = devtools;
    }

    /** Starts it; skips the test where it is not installed, unless all programs have to be there. */
    static Chromium required() throws IOException {
        boolean required = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
        assumeTrue(required || Files.isExecutable(PROGRAM), "chromium is not installed");
        Path profile = Files.createTempDirectory("stowage-chromium");
        Process process = new ProcessBuilder(command(profile))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process, profile, Devtools.connect(address(process)));
    }

    /** A new tab with nothing in it. */
    Tab open() {
        String context = devtools.call("Target.createBrowserContext", Map.of(), "")
                .path("browserContextId")
                .asText();
        JsonNode target =
                devtools.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context), "");
        Map<String, Object> flat = Map.of("targetId", target.path("targetId").asText(), "flatten", true);
        return new Tab(
                devtools,
                devtools.call("Target.attachToTarget", flat, "")
                        .path("sessionId")
                        .asText());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        devtools.close();
        // Its helpers write into the profile until they have ended; the main one first, for it would start others.
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        helpers.forEach(ProcessHandle::destroyForcibly);
        helpers.forEach(helper -> helper.onExit().join());
        remove(profile);
    }

    private static List<String> command(Path profile) {
        return List.of(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox", // containers have none to give, and all it sees is our own
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--no-first-run",
                "--no-default-browser-check",
                "--hide-scrollbars",
                "--lang=en-US",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
    }

    private static URI address(Process process) throws IOException {
        BufferedReader said = process.errorReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENS)) {
                drain(said);
                return URI.create(line.substring(LISTENS.length()).strip());
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** What nobody reads would hold it up. */
    private static void drain(BufferedReader said) {
        Thread thread = new Thread(() -> said.lines().forEach(line -> {}), "chromium-says");
        thread.setDaemon(true);
        thread.start();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
