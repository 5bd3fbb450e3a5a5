package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download that waits for a person, and what was made of it. */
final class ReviewRoutesTest {
    private static final DemoModels MODELS = DemoModels.ofSize(1 << 20);

    private PracticeHub hub;
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws StowageException {
        hub = MODELS.addTo(PracticeHub.builder()).start();
        running = RunningServer.in(
                folder, Map.of("civitai.endpoint", hub.civitaiEndpoint().toString()));
    }

    @AfterEach
    void stop() {
        running.close();
        hub.close();
    }

    @Test
    void aReviewIsEditedAndApproved() throws Exception {
        String path = submitted("always", "awaiting_review");
        JsonNode review = RunningServer.json(running.get(path + "/review"));
        assertTrue(review.path("findings").get(0).path("blocking").asBoolean(), review.toString());
        JsonNode edited = RunningServer.json(running.send(
                "PUT",
                path + "/review",
                "{\"name\":\"Paper\",\"tags\":[\"mine\"],\"target\":\"loras/mine/paper.safetensors\"}"));
        assertEquals("Paper", edited.path("draft").path("name").asText());
        assertEquals(
                "loras/mine/paper.safetensors",
                edited.path("draft").path("target").asText());
        assertEquals(
                review.path("draft").path("triggerWords"), edited.path("draft").path("triggerWords"));

        assertEquals(200, running.post(path + "/approve", "").statusCode());
        JsonNode done = settled(path, "completed");
        assertTrue(done.path("filePath").asText().endsWith("loras/mine/paper.safetensors"), done.toString());
        HttpResponse<String> late = running.get(path + "/review");
        assertEquals(409, late.statusCode());
        assertEquals("completed", RunningServer.json(late).path("state").asText());
    }

    @Test
    void whatIsWrongWithAnEditIsTold() throws Exception {
        String path = submitted("always", "awaiting_review");
        HttpResponse<String> refused = running.send(
                "PUT", path + "/review", "{\"name\":\"\",\"target\":\"../x\",\"cover\":\"http://x/\",\"tags\":[\"\"]}");
        assertEquals(422, refused.statusCode());
        assertEquals(4, RunningServer.json(refused).path("errors").size(), refused.body());
    }

    @Test
    void aFileThatIsRejectedIsNotPlaced() throws Exception {
        String path = submitted("always", "awaiting_review");
        JsonNode rejected = RunningServer.json(running.post(path + "/reject", "{\"reason\":\"not mine\"}"));
        assertEquals("cancelled", rejected.path("status").asText());
        assertEquals(409, running.post(path + "/approve", "").statusCode());
    }

    @Test
    void aPlacedFileIsReadAgain() throws Exception {
        String path = submitted("never", "completed");
        JsonNode fine = RunningServer.json(running.post(path + "/verify", ""));
        assertTrue(fine.hasNonNull("checkedAt"), fine.toString());
        Files.writeString(Path.of(fine.path("filePath").asText()), "other bytes");
        JsonNode damaged = RunningServer.json(running.post(path + "/verify", ""));
        assertEquals("mismatch", damaged.path("hash").path("verdict").asText(), damaged.toString());
        assertEquals("error", damaged.path("health").asText());
    }

    @Test
    void picturesComeFromUs() throws Exception {
        JsonNode resolution = RunningServer.json(running.post("/resolutions", body("never")));
        String url = resolution.path("previews").get(0).path("url").asText();
        HttpResponse<String> picture = running.get(url);
        assertEquals(200, picture.statusCode(), picture.body());
        assertTrue(picture.headers().firstValue("Content-Type").orElse("").startsWith("image/"));
        assertEquals(404, running.get("/previews/" + "0".repeat(32)).statusCode());

        String path = submitted("always", "awaiting_review");
        assertEquals(200, running.get(path + "/previews/0").statusCode());
        assertEquals(404, running.get(path + "/previews/99").statusCode());
    }

    private String submitted(String review, String until) throws Exception {
        String path = running.post("/downloads", body(review))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        settled(path, until);
        return path;
    }

    private JsonNode settled(String path, String until) throws Exception {
        DownloadId id = new DownloadId(path.substring("/downloads/".length()));
        running.stowage().downloads().await(id, Duration.ofSeconds(60));
        JsonNode now = RunningServer.json(running.get(path));
        assertEquals(until, now.path("status").asText(), now.toString());
        return now;
    }

    private String body(String review) {
        return "{\"url\":\"" + hub.civitaiEndpoint() + "/models/4101\",\"review\":\"" + review + "\"}";
    }
}
