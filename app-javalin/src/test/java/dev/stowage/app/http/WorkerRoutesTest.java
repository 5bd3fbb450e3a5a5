package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Sha256;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers over HTTP, with what one download has brought. */
final class WorkerRoutesTest {
    private static final DemoModels MODELS = DemoModels.ofSize(1 << 20);

    private Path folder = Path.of("");
    private PracticeHub hub;
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path temporary) throws StowageException {
        folder = temporary;
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
    void aWorkerIsMadeReadReplacedAndRemoved() throws Exception {
        HttpResponse<String> made = running.post("/workers", worker("gpu-1", "fast"));
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("/workers/gpu-1", made.headers().firstValue("Location").orElse(""));
        assertEquals(409, running.post("/workers", worker("gpu-1", "fast")).statusCode());
        JsonNode list = RunningServer.json(running.get("/workers")).path("items");
        assertEquals(1, list.size());
        assertEquals("fast", list.path(0).path("tags").path(0).asText());
        HttpResponse<String> replaced = running.send("PUT", "/workers/gpu-1", worker("gpu-1", "slow"));
        assertEquals(200, replaced.statusCode(), replaced.body());
        assertEquals(
                "slow",
                RunningServer.json(running.get("/workers/gpu-1"))
                        .path("tags")
                        .path(0)
                        .asText());
        assertEquals(
                204, running.send(running.request("/workers/gpu-1").DELETE()).statusCode());
        for (String gone : new String[] {"/workers/gpu-1", "/workers/gpu-1/syncs"}) {
            assertEquals(404, running.get(gone).statusCode());
        }
    }

    @Test
    void whatCannotBeMeantIsToldFieldByField() throws Exception {
        assertEquals(422, running.post("/workers", "{}").statusCode());
        assertEquals(422, running.post("/workers", "{\"id\":\"a b\"}").statusCode());
        HttpResponse<String> wrong =
                running.post("/workers", "{\"id\":\"a\",\"tags\":[\"a b\"],\"settings\":{\"path\":7}}");
        assertEquals(422, wrong.statusCode(), wrong.body());
        HttpResponse<String> bad = running.post("/workers", "{\"id\":\"a\",\"settings\":{\"path\":\"x\"}}");
        assertEquals(400, bad.statusCode(), bad.body());
        assertTrue(bad.body().contains("bad_worker"), bad.body());
        assertEquals(400, running.get("/syncs?status=never").statusCode());
    }

    @Test
    void aFolderThatIsTakenIsRefused() throws Exception {
        assertEquals(201, running.post("/workers", worker("gpu-1", "fast")).statusCode());
        assertEquals(201, running.post("/workers", worker("gpu-2", "slow")).statusCode());
        String taken = worker("gpu-1", "slow");
        HttpResponse<String> added = running.post("/workers", taken.replace("\"id\":\"gpu-1\"", "\"id\":\"gpu-3\""));
        HttpResponse<String> moved = running.send("PUT", "/workers/gpu-2", taken);
        for (HttpResponse<String> refused : List.of(added, moved)) {
            assertEquals(400, refused.statusCode(), refused.body());
            JsonNode problem = RunningServer.json(refused);
            assertEquals("bad_worker", problem.path("code").asText());
            assertTrue(problem.path("detail").asText().contains("is the folder of worker gpu-1"), refused.body());
        }
    }

    @Test
    void whetherAWorkerCanBeReachedIsLookedAtWhenAsked() throws Exception {
        assertEquals(201, running.post("/workers", worker("gpu-1", "fast")).statusCode());
        HttpResponse<String> there = running.post("/workers/gpu-1/reach", "{}");
        assertEquals(200, there.statusCode(), there.body());
        assertTrue(RunningServer.json(there).path("reached").asBoolean());
        Files.delete(folder.resolve("gpu-1"));
        JsonNode gone = RunningServer.json(running.post("/workers/gpu-1/reach", "{}"));
        assertFalse(gone.path("reached").asBoolean());
        assertEquals("worker_unreachable", gone.path("error").path("code").asText());
        assertEquals(404, running.post("/workers/gpu-9/reach", "{}").statusCode());
    }

    @Test
    void whatIsDownloadedGoesThere() throws Exception {
        assertEquals(201, running.post("/workers", worker("gpu-1", "fast")).statusCode());
        assertEquals(201, running.post("/workers", worker("gpu-2", "slow")).statusCode());
        String asset = downloaded("{\"tags\":[\"fast\"]}");
        JsonNode syncs = RunningServer.json(running.get("/workers/gpu-1/syncs?status=done"));
        assertEquals(asset, syncs.path("items").path(0).path("assetId").asText());
        assertEquals(
                0,
                RunningServer.json(running.get("/workers/gpu-2/syncs"))
                        .path("items")
                        .size());
        HttpResponse<String> asked = running.post("/assets/" + asset + "/sync", "{\"tags\":[\"slow\"]}");
        assertEquals(200, asked.statusCode(), asked.body());
        running.stowage().workers().await(new Sha256(asset), Duration.ofSeconds(30));
        JsonNode all =
                RunningServer.json(running.get("/assets/" + asset + "/syncs")).path("items");
        assertEquals(2, all.size());
        all.forEach(sync -> assertEquals("done", sync.path("status").asText()));
        assertEquals(2, RunningServer.json(running.get("/syncs")).path("items").size());
        assertEquals(
                404, running.post("/assets/" + "0".repeat(64) + "/sync", "{}").statusCode());
    }

    private String worker(String id, String tag) throws Exception {
        Path root = Files.createDirectories(folder.resolve(id));
        return "{\"id\":\"" + id + "\",\"tags\":[\"" + tag + "\"],\"settings\":{\"path\":\"" + root + "\"}}";
    }

    private String downloaded(String workers) throws Exception {
        String url = hub.civitaiEndpoint() + "/models/4101";
        HttpResponse<String> created =
                running.post("/downloads", "{\"url\":\"" + url + "\",\"workers\":" + workers + "}");
        DownloadId id = new DownloadId(RunningServer.json(created).path("id").asText());
        return running.stowage()
                .downloads()
                .await(id, Duration.ofSeconds(60))
                .assetId()
                .orElseThrow()
                .hex();
    }
}
