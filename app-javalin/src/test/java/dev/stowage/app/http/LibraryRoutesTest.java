package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets, rules and tokens, with what one download has brought. */
final class LibraryRoutesTest {
    private static final DemoModels MODELS = DemoModels.ofSize(1 << 20);

    private PracticeHub hub;
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws StowageException {
        hub = MODELS.addTo(PracticeHub.builder()).start();
        running = RunningServer.in(
                folder,
                Map.of(
                        "civitai.endpoint", hub.civitaiEndpoint().toString(),
                        "huggingface.endpoint", hub.huggingFaceEndpoint().toString()));
    }

    @AfterEach
    void stop() {
        running.close();
        hub.close();
    }

    @Test
    void anAssetIsFoundByWhatIsKnownOfIt() throws Exception {
        JsonNode asset = asset();
        String id = asset.path("id").asText();
        assertEquals(1, found("/assets").size());
        assertEquals(1, found("/assets?type=lora&q=" + "cranes").size());
        assertEquals(1, found("/assets?sha256=" + id.toUpperCase(Locale.ROOT)).size());
        assertEquals(200, running.get("/assets/" + id.toUpperCase(Locale.ROOT)).statusCode());
        assertEquals(0, found("/assets?type=vae").size());
        assertEquals(400, running.get("/assets?sha256=xyz").statusCode());
        String version = asset.path("origins").get(0).path("fileId").asText().split("/", -1)[0];
        assertEquals(
                1, found("/assets?air=urn:air:sdxl:lora:civitai:1@" + version).size());
        assertEquals(
                0, found("/assets?air=urn:air:sdxl:lora:civitai:1@1" + version).size());
        assertEquals(400, running.get("/assets?air=urn:air:sdxl:lora:civitai:1").statusCode());
        assertEquals(404, running.get("/assets/" + "0".repeat(64)).statusCode());
        assertEquals("civitai", asset.path("origins").get(0).path("source").asText());
    }

    @Test
    void anAssetIsEditedByWhoHasReadIt() throws Exception {
        String path = "/assets/" + asset().path("id").asText();
        String tag = running.get(path).headers().firstValue("ETag").orElse("");
        assertEquals(428, patch(path, "*none*", "{\"name\":\"Mine\"}").statusCode());
        HttpResponse<String> edited =
                patch(path, tag, "{\"name\":\"Mine\",\"tags\":[\"a\"],\"description\":null,\"baseModel\":\"Pony\"}");
        assertEquals(200, edited.statusCode(), edited.body());
        JsonNode asset = RunningServer.json(edited);
        assertEquals("Mine", asset.path("name").asText());
        assertTrue(asset.path("description").isNull());
        assertEquals("Pony", asset.path("baseModel").asText());
        assertEquals(2, asset.path("version").asInt());
        assertFalse(asset.path("triggerWords").isEmpty(), "what is not named stays");

        assertEquals(412, patch(path, tag, "{\"name\":\"Late\"}").statusCode());
        assertEquals(
                412, patch(path, "*none*", "{\"name\":\"Late\",\"version\":1}").statusCode());
        assertEquals(
                200, patch(path, "*none*", "{\"name\":\"Next\",\"version\":2}").statusCode());
        String now = running.get(path).headers().firstValue("ETag").orElse("");
        assertEquals(200, patch(path, "\"x\", " + now, "{}").statusCode(), "one of several is enough");
        assertEquals(412, patch(path, "W/" + now, "{}").statusCode());
        assertEquals(
                422,
                patch(path, "*", "{\"name\":\" \",\"tags\":7,\"cover\":\"x\"}").statusCode());
    }

    @Test
    void whatNobodyCanMeanIsNotWrittenIntoAnAsset() throws Exception {
        String path = "/assets/" + asset().path("id").asText();
        HttpResponse<String> refused = patch(
                path,
                "*",
                "{\"name\":\"" + "x".repeat(201)
                        + "\",\"tags\":[\"a\",\" a \"],\"triggerWords\":[\" \"],\"description\":\""
                        + "x".repeat(200_001) + "\"}");
        assertEquals(422, refused.statusCode(), refused.body());
        JsonNode errors = RunningServer.json(refused).path("errors");
        assertEquals(List.of("/name", "/triggerWords", "/description", "/tags"), errors.findValuesAsText("pointer"));
        assertTrue(refused.body().contains("A name has 1 to 200 characters"), refused.body());
        JsonNode kept = RunningServer.json(
                patch(path, "*", "{\"name\":\" Mine \",\"tags\":[\" a\",\"b\"],\"triggerWords\":null}"));
        assertEquals("Mine", kept.path("name").asText());
        assertEquals("[\"a\",\"b\"]", kept.path("tags").toString());
        assertTrue(kept.path("triggerWords").isEmpty());
    }

    @Test
    void anAssetIsVerifiedAgain() throws Exception {
        JsonNode asset = asset();
        String path = "/assets/" + asset.path("id").asText();
        assertEquals(
                "intact",
                RunningServer.json(running.post(path + "/verify", ""))
                        .path("state")
                        .asText());
        Files.writeString(Path.of(asset.path("path").asText()), "other bytes");
        JsonNode check = RunningServer.json(running.post(path + "/verify", ""));
        assertEquals("damaged", check.path("state").asText());
        assertTrue(check.path("error").path("message").asText().contains("corrupted or tampered"), check.toString());
        assertEquals(
                "damaged",
                RunningServer.json(running.get(path))
                        .path("check")
                        .path("condition")
                        .asText());
    }

    @Test
    void aPictureIsToldAsOne() throws Exception {
        String url = hub.civitaiEndpoint() + "/models/4101";
        JsonNode shown = RunningServer.json(running.post("/resolutions", "{\"url\":\"" + url + "\"}"));
        String picture = shown.path("previews").get(0).path("url").asText();
        HttpResponse<String> answer = running.get(picture);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void aPreviewThatIsNotThereIsNotFound() throws Exception {
        String path = "/assets/" + asset().path("id").asText() + "/previews/";
        assertEquals(404, running.get(path + "999").statusCode());
        assertEquals(404, running.get(path + "x").statusCode());
    }

    @Test
    void rulesAreReplacedByWhoHasReadThem() throws Exception {
        HttpResponse<String> read = running.get("/placement-rules");
        assertEquals(0, RunningServer.json(read).path("rules").size());
        assertFalse(RunningServer.json(read).path("builtin").isEmpty());
        String tag = read.headers().firstValue("ETag").orElse("");
        String rules = "{\"rules\":[{\"name\":\"ponies\",\"when\":{\"type\":[\"lora\"],\"base_model\":[\"Pony\"]},"
                + "\"template\":\"loras/ponies\"}]}";
        assertEquals(428, put("/placement-rules", "*none*", rules).statusCode());
        HttpResponse<String> stored = put("/placement-rules", tag, rules);
        assertEquals(200, stored.statusCode(), stored.body());
        assertEquals(
                RunningServer.json(running.get("/placement-rules")).path("rules"),
                new ObjectMapper().readTree(rules).path("rules"));
        assertEquals(412, put("/placement-rules", tag, "{\"rules\":[]}").statusCode());
        assertEquals(
                412, put("/placement-rules", "\"x\", " + tag, "{\"rules\":[]}").statusCode());
        String now =
                running.get("/placement-rules").headers().firstValue("ETag").orElse("");
        assertEquals(200, put("/placement-rules", "\"x\", " + now, rules).statusCode());
        assertEquals(200, put("/placement-rules", "*", "{\"rules\":[]}").statusCode());
    }

    @Test
    void rulesThatCannotBeFollowedAreRefused() throws Exception {
        HttpResponse<String> refused = put(
                "/placement-rules",
                "*",
                "{\"rules\":[{\"name\":\"a\",\"when\":{\"colour\":[\"red\"]},\"template\":\"x\",\"then\":1},{\"name\":\"\"}]}");
        assertEquals(422, refused.statusCode());
        assertEquals(1, RunningServer.json(refused).path("errors").size(), refused.body());
        HttpResponse<String> escaping =
                put("/placement-rules", "*", "{\"rules\":[{\"name\":\"a\",\"template\":\"../x\"}]}");
        assertEquals(422, escaping.statusCode(), escaping.body());
        assertEquals(
                "/rules/0/template",
                RunningServer.json(escaping)
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asText());
    }

    @Test
    void aRuleIsTriedBeforeItIsStored() throws Exception {
        String question = "{\"type\":\"lora\",\"baseModel\":\"Pony\",\"fileName\":\"x.safetensors\"";
        JsonNode now = RunningServer.json(running.post("/placement-rules/preview", question + "}"));
        assertTrue(now.path("path").asText().endsWith("loras/x.safetensors"), now.toString());
        JsonNode then = RunningServer.json(running.post(
                "/placement-rules/preview",
                question + ",\"rules\":[{\"name\":\"ponies\",\"when\":{\"baseModel\":[\"Pony\"]},"
                        + "\"template\":\"ponies\"}]}"));
        assertEquals("ponies", then.path("rule").asText(), then.toString());
        assertEquals(422, running.post("/placement-rules/preview", "{}").statusCode());
    }

    @Test
    void aTokenGoesInAndNeverComesOut() throws Exception {
        String secret = "canary0123456789wxyz";
        HttpResponse<String> stored = running.send("PUT", "/tokens/civitai", "{\"token\":\"" + secret + "\"}");
        assertEquals(200, stored.statusCode(), stored.body());
        assertEquals("wxyz", RunningServer.json(stored).path("lastFour").asText());
        for (String path : new String[] {"/tokens", "/tokens/civitai"}) {
            assertFalse(running.get(path).body().contains("canary"), path);
        }
        assertEquals(204, running.send("DELETE", "/tokens/civitai", "").statusCode());
        assertEquals(204, running.send("DELETE", "/tokens/civitai", "").statusCode());
        assertFalse(RunningServer.json(running.get("/tokens/civitai"))
                .path("stored")
                .asBoolean());
        assertEquals(
                404, running.send("PUT", "/tokens/nobody", "{\"token\":\"x\"}").statusCode());
        HttpResponse<String> bad = running.send("PUT", "/tokens/civitai", "{\"token\":\"canary\\u0007\"}");
        assertEquals(422, bad.statusCode());
        assertFalse(bad.body().contains("canary"), bad.body());
        assertEquals(422, running.send("PUT", "/tokens/civitai", "{}").statusCode());
    }

    @Test
    void readinessTellsWhatIsInTheWay() throws Exception {
        HttpResponse<String> ready = running.send(running.anonymous("/readyz"));
        assertEquals(200, ready.statusCode(), ready.body());
        assertEquals(200, running.send(running.anonymous("/healthz")).statusCode());
    }

    private JsonNode asset() throws Exception {
        String url = hub.civitaiEndpoint() + "/models/4101";
        JsonNode created = RunningServer.json(running.post("/downloads", "{\"url\":\"" + url + "\"}"));
        running.stowage().downloads().await(new DownloadId(created.path("id").asText()), Duration.ofSeconds(60));
        JsonNode done = RunningServer.json(
                running.get("/downloads/" + created.path("id").asText()));
        assertEquals("completed", done.path("status").asText(), done.toString());
        return RunningServer.json(running.get("/assets/" + done.path("assetId").asText()));
    }

    private JsonNode found(String path) throws Exception {
        return RunningServer.json(running.get(path)).path("items");
    }

    private HttpResponse<String> patch(String path, String tag, String json) throws Exception {
        return conditional("PATCH", path, tag, json);
    }

    private HttpResponse<String> put(String path, String tag, String json) throws Exception {
        return conditional("PUT", path, tag, json);
    }

    private HttpResponse<String> conditional(String method, String path, String tag, String json) throws Exception {
        var request = running.request(path).header("Content-Type", "application/json");
        if (!tag.equals("*none*")) {
            request.header("If-Match", tag);
        }
        return running.send(request.method(method, BodyPublishers.ofString(json)));
    }
}
