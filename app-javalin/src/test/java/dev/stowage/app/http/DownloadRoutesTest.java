package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadRoutesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Gate gate = new Gate();
    private ScriptedOrigin origin;
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws StowageException {
        origin = ScriptedOrigin.start();
        running = RunningServer.in(folder, Map.of());
    }

    @AfterEach
    void stop() {
        gate.open();
        running.close();
        origin.close();
    }

    @Test
    void aReferenceIsShownBeforeAnythingIsCreated() throws Exception {
        JsonNode resolution = RunningServer.json(running.post("/resolutions", body(offered("lamp.safetensors"))));
        assertEquals("direct", resolution.path("source").asText());
        assertEquals(
                "lamp.safetensors", resolution.path("files").get(0).path("name").asText());
        assertEquals(
                0, RunningServer.json(running.get("/downloads")).path("items").size());
    }

    @Test
    void aBareLinkIsShownWithWhatItsFirstBytesTell() throws Exception {
        origin.serve("/glow.safetensors", Resource.of(SampleWeights.SDXL_LORA.safetensors(7, 2 << 20)));
        String link = origin.uri("/glow.safetensors").toString();
        JsonNode resolution = RunningServer.json(running.post("/resolutions", "{\"url\":\"" + link + "\"}"));
        assertEquals("lora", resolution.path("type").asText());
        assertEquals("sdxl", resolution.path("baseFamily").asText());
        JsonNode file = resolution.path("files").get(0);
        assertEquals(2 << 20, file.path("sizeBytes").asInt());
        String place = file.path("target").path("path").asText();
        assertTrue(place.endsWith("/loras/glow.safetensors"), place);
        assertEquals(1, origin.requests().size());

        JsonNode missing = RunningServer.json(running.post(
                "/resolutions", body(origin.uri("/none.safetensors").toString())));
        String warning = missing.path("warnings").get(0).asText();
        assertTrue(warning.contains("there is nothing at this address"), warning);
    }

    @Test
    void aDownloadIsAcceptedAtOnceAndEndsPlaced() throws Exception {
        HttpResponse<String> created =
                running.post("/downloads", "{\"url\":\"" + offered("lamp.safetensors") + "\",\"type\":\"vae\"}");
        assertEquals(201, created.statusCode(), created.body());
        String id = RunningServer.json(created).path("id").asText();
        String location = created.headers().firstValue("Location").orElse("");
        assertEquals("/downloads/" + id, location);

        running.stowage().downloads().await(new DownloadId(id), LONG);
        JsonNode done = RunningServer.json(running.get(location));
        assertEquals("completed", done.path("status").asText(), done.toString());
        assertTrue(Files.exists(Path.of(done.path("filePath").asText())));
        assertTrue(done.path("placement").path("explanation").size() > 0, done.toString());
        assertTrue(done.path("history").size() > 2, done.toString());
    }

    @Test
    void theSameReferenceAgainIsTakenUp() throws Exception {
        String url = held("slow.safetensors");
        assertEquals(201, running.post("/downloads", body(url)).statusCode());
        HttpResponse<String> again = running.post("/downloads", body(url));
        assertEquals(200, again.statusCode());
        assertEquals(
                1, RunningServer.json(running.get("/downloads")).path("items").size());
    }

    @Test
    void ofThoseWhoAskForTheSameAtOnceOneHasBegunIt() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 3; round++) {
                String body = body(held("slow" + round + ".safetensors"));
                List<Future<HttpResponse<String>>> asked =
                        many.invokeAll(Collections.nCopies(4, () -> running.post("/downloads", body)));
                List<Integer> statuses = new ArrayList<>();
                Set<String> ids = new TreeSet<>();
                for (Future<HttpResponse<String>> one : asked) {
                    statuses.add(one.get().statusCode());
                    ids.add(RunningServer.json(one.get()).path("id").asText());
                }
                Collections.sort(statuses);
                assertEquals(List.of(200, 200, 200, 201), statuses);
                assertEquals(1, ids.size(), ids::toString);
            }
        } finally {
            many.shutdown();
        }
    }

    @Test
    void aDownloadIsPausedResumedAndCancelled() throws Exception {
        String path = submitted(held("slow.safetensors"));
        gate.awaitReached(LONG);
        assertEquals("paused", word(path, "pause"));
        assertEquals("paused", word(path, "pause"), "asking again changes nothing");
        assertFalse("paused".equals(word(path, "resume")));
        assertEquals("cancelled", word(path, "cancel"));
    }

    @Test
    void addedPausedItWaitsUntilItIsResumed() throws Exception {
        String body = "{\"url\":\"" + offered("lamp.safetensors") + "\",\"type\":\"vae\",\"paused\":true}";
        HttpResponse<String> created = running.post("/downloads", body);
        assertEquals(201, created.statusCode(), created.body());
        DownloadId id = new DownloadId(RunningServer.json(created).path("id").asText());
        assertEquals(
                Status.PAUSED, running.stowage().downloads().await(id, LONG).status());
        assertFalse("paused".equals(word("/downloads/" + id, "resume")));
        assertEquals(
                Status.COMPLETED, running.stowage().downloads().await(id, LONG).status());
    }

    @Test
    void whatIsImpossibleSaysWhatIsPossible() throws Exception {
        String path = submitted(held("slow.safetensors"));
        gate.awaitReached(LONG);
        HttpResponse<String> refused = running.post(path + "/decision", "{\"action\":\"skip\"}");
        assertEquals(409, refused.statusCode());
        JsonNode problem = RunningServer.json(refused);
        assertEquals("illegal_state", problem.path("code").asText());
        assertEquals("conflict", problem.path("kind").asText());
        assertEquals("downloading", problem.path("state").asText());
        assertEquals(
                "[\"pause\",\"cancel\",\"priority\"]", problem.path("allowed").toString());
    }

    @Test
    void aPriorityIsSet() throws Exception {
        String path = submitted(held("slow.safetensors"));
        JsonNode after = RunningServer.json(running.post(path + "/priority", "{\"priority\":7}"));
        assertEquals(7, after.path("priority").asInt());
        assertEquals(422, running.post(path + "/priority", "{}").statusCode());
    }

    @Test
    void theListComesInPagesWithCounts() throws Exception {
        Set<String> submitted = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            submitted.add(submitted(held("file" + i + ".safetensors")).substring("/downloads/".length()));
        }
        Set<String> listed = new TreeSet<>();
        String next = "/downloads?limit=2&q=" + "file";
        while (!next.isEmpty()) {
            HttpResponse<String> answer = running.get(next);
            JsonNode page = RunningServer.json(answer);
            page.path("items").forEach(item -> listed.add(item.path("id").asText()));
            long counted = 0;
            for (JsonNode count : page.path("counts")) {
                counted += count.asLong();
            }
            assertEquals(5, counted, page.toString());
            next = answer.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceAll("^<(.*)>; rel=\"next\"$", "$1"))
                    .orElse("");
            assertEquals(next.isEmpty(), page.path("nextCursor").isNull());
        }
        assertEquals(submitted, listed);
    }

    @Test
    void theListIsNarrowed() throws Exception {
        String path = submitted(held("one.safetensors"));
        submitted(held("two.safetensors"));
        word(path, "cancel");
        JsonNode cancelled = RunningServer.json(running.get("/downloads?status=cancelled,failed"));
        assertEquals(1, cancelled.path("items").size());
        assertEquals(1, cancelled.path("counts").path("cancelled").asInt());
        assertEquals(
                2,
                RunningServer.json(running.get("/downloads?status="))
                        .path("items")
                        .size());
        assertEquals(
                1,
                RunningServer.json(running.get("/downloads?q=TWO"))
                        .path("items")
                        .size());
    }

    @Test
    void parametersThatCannotBeMeantAreTold() throws Exception {
        for (String query : new String[] {"limit=0", "limit=501", "limit=x", "status=finished", "cursor=x"}) {
            HttpResponse<String> refused = running.get("/downloads?" + query);
            assertEquals(400, refused.statusCode(), query + refused.body());
        }
        JsonNode problem = RunningServer.json(running.get("/downloads?limit=0&status=finished"));
        assertEquals("limit", problem.path("errors").get(0).path("parameter").asText());
        assertEquals("status", problem.path("errors").get(1).path("parameter").asText());
    }

    @Test
    void whoKnowsAStateIsNotToldItAgain() throws Exception {
        String path = submitted(held("slow.safetensors"));
        word(path, "cancel");
        String tag = running.get(path).headers().firstValue("ETag").orElse("");
        HttpResponse<String> same = running.send(running.request(path).header("If-None-Match", "\"x\", W/" + tag));
        assertEquals(304, same.statusCode());
        assertEquals("", same.body());
        assertEquals(
                200,
                running.send(running.request(path).header("If-None-Match", "\"x\""))
                        .statusCode());
    }

    @Test
    void everyWrongFieldIsTold() throws Exception {
        HttpResponse<String> refused = running.post(
                "/downloads",
                "{\"url\":7,\"fileIds\":[\"a\",1],\"onDuplicate\":\"maybe\",\"target\":\"../x\",\"unknown\":1}");
        assertEquals(422, refused.statusCode());
        Set<String> pointers = new TreeSet<>();
        RunningServer.json(refused)
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        assertEquals(Set.of("/url", "/fileIds/1", "/onDuplicate", "/target"), pointers);
        assertEquals(422, running.post("/downloads", "{}").statusCode());
        assertEquals(400, running.post("/downloads", "{\"url\":\"\"}").statusCode());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (String id : new String[] {"01JD3KX9ZQ", "no%20id", "x".repeat(65)}) {
            HttpResponse<String> answer = running.get("/downloads/" + id);
            assertEquals(404, answer.statusCode());
            assertEquals("unknown_id", RunningServer.json(answer).path("code").asText());
            assertEquals(404, running.post("/downloads/" + id + "/pause", "").statusCode());
        }
    }

    @Test
    void aRequestWithItsOwnKeyIsDoneOnce() throws Exception {
        String url = offered("lamp.safetensors");
        HttpResponse<String> first = keyed("key-1", body(url));
        assertEquals(201, first.statusCode(), first.body());
        HttpResponse<String> again = keyed("key-1", body(url));
        assertEquals(201, again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(first.headers().firstValue("Location"), again.headers().firstValue("Location"));

        HttpResponse<String> different = keyed("key-1", body(offered("other.safetensors")));
        assertEquals(422, different.statusCode());
        assertEquals(
                "idempotency_key_reused",
                RunningServer.json(different).path("code").asText());
        assertEquals(400, keyed("no key", body(url)).statusCode());
    }

    @Test
    void aBrowserThatIsLedToTheQueueGetsThePage() throws Exception {
        HttpResponse<String> led = running.send(
                running.anonymous("/downloads").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertEquals(303, led.statusCode());
        assertEquals(
                running.uri("/"),
                running.uri(led.headers().firstValue("Location").orElse("x")));
        assertEquals(
                "Accept", running.get("/downloads").headers().firstValue("Vary").orElse(""));
    }

    private HttpResponse<String> keyed(String key, String json) throws Exception {
        return running.send(running.request("/downloads")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String word(String path, String word) throws Exception {
        HttpResponse<String> answer = running.post(path + "/" + word, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return RunningServer.json(answer).path("status").asText();
    }

    private String submitted(String url) throws Exception {
        return running.post("/downloads", body(url))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String body(String url) {
        return "{\"url\":\"" + url + "\",\"type\":\"lora\"}";
    }

    private String offered(String name) {
        origin.serve("/" + name, Resource.of(SampleWeights.VAE.safetensors(1, 1 << 20)));
        return origin.uri("/" + name).toString();
    }

    /** One that stops in the middle. */
    private String held(String name) {
        String url = offered(name);
        origin.route("/" + name).always(BodyFaults.heldAt(1 << 10, gate));
        return url;
    }
}
