package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.model.DownloadId;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README shows do what it says. */
final class CurlLinesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");

    @Test
    void theLinesOfTheReadmeWork(@TempDir Path folder) throws Exception {
        boolean required = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
        assumeTrue(required || Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        List<String> lines = lines();
        assertEquals(6, lines.size(), lines::toString);
        DemoModels models = DemoModels.ofSize(1 << 20);
        try (PracticeHub hub = models.addTo(PracticeHub.builder()).start();
                RunningServer running = RunningServer.in(
                        folder, Map.of("civitai.endpoint", hub.civitaiEndpoint().toString()))) {
            String url = models.samples(hub).get(0).reference();
            JsonNode resolution = run(running, lines, 1, url, "");
            assertTrue(resolution.path("files").size() > 0, resolution.toString());
            String id = run(running, lines, 2, url, "").path("id").asText();
            assertTrue(run(running, lines, 3, url, "").has("counts"));
            running.stowage().downloads().await(new DownloadId(id), Duration.ofSeconds(60));
            assertEquals(
                    "illegal_state",
                    run(running, lines, 4, url, id).path("code").asText());
            assertEquals(1, run(running, lines, 5, url, id).path("items").size());
        }
    }

    @Test
    void theDocumentShowsTheSameLines() throws Exception {
        String document = Files.readString(ROOT.resolve("docs/http-api.md"));
        assertTrue(document.contains(String.join("\n", lines())), document);
    }

    private static List<String> lines() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int first = readme.indexOf("key=\"Authorization");
        return readme.substring(first, readme.indexOf("\n```", first)).lines().toList();
    }

    /** A line, with the places that the reader would fill in. */
    private static JsonNode run(RunningServer running, List<String> lines, int line, String url, String id)
            throws Exception {
        String script = (lines.get(0) + "\n" + lines.get(line))
                .replace(
                        "~/.local/share/stowage/api-key", "'" + running.server().keyFile() + "'")
                .replace("http://127.0.0.1:8077/", running.uri("/").toString())
                .replace("\"URL\"", "\"" + url + "\"")
                .replace("/ID/", "/" + id + "/");
        Process shell = new ProcessBuilder("/bin/bash", "-c", script.replace("curl ", "curl -s "))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), script);
        return new ObjectMapper().readTree(out);
    }
}
