package dev.stowage.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Recheck;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DownloadJsonTest {
    private static final List<String> ALWAYS = List.of(
            "id",
            "url",
            "source",
            "status",
            "health",
            "messages",
            "name",
            "type",
            "baseModel",
            "baseFamily",
            "fileName",
            "totalBytes",
            "receivedBytes",
            "bytesPerSecond",
            "etaSeconds",
            "hash",
            "filePath",
            "assetId",
            "duplicates",
            "priority",
            "version",
            "createdAt",
            "updatedAt");

    @Test
    void everyFieldOfACompletedDownload() {
        Draft draft = new Draft(
                "My style",
                ModelType.LORA,
                Optional.of(new BaseModel("SDXL 1.0")),
                Optional.of(new BaseFamily("sdxl")),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        Download download = Samples.in(Status.COMPLETED)
                .group(Optional.of(new DownloadId("first")))
                .draft(draft)
                .published(Map.of(HashAlgorithm.SHA256, Samples.DIGEST.hex()))
                .findings(List.of(Finding.note("name_changed", "The name was changed.")))
                .priority(3)
                .version(9)
                .updatedAt(Samples.NOW.plusMillis(1500))
                .build();
        assertEquals(
                """
                {"id":"d1","url":"https://example.org/style.safetensors","source":"direct","status":"completed",\
                "health":"ok","messages":["The name was changed."],"name":"My style","type":"lora","baseModel":"SDXL 1.0",\
                "baseFamily":"sdxl","fileName":"style.safetensors","totalBytes":4000,"receivedBytes":4000,\
                "bytesPerSecond":null,"etaSeconds":null,"group":"first","hash":{"algorithm":"sha256","expected":"DIGEST",\
                "actual":"DIGEST","verdict":"match"},"filePath":"/models/loras/style.safetensors","assetId":"DIGEST",\
                "duplicates":[],"priority":3,"version":9,"createdAt":"2025-03-01T10:20:30Z",\
                "updatedAt":"2025-03-01T10:20:31.500Z"}""".replace("DIGEST", Samples.DIGEST.hex()),
                DownloadJson.of(download, Optional.empty()).toString());
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusHasEveryFieldThatIsNotOptional(Status status) {
        ObjectNode json = DownloadJson.of(Samples.in(status).build(), Optional.empty());
        List<String> names = names(json);
        assertTrue(names.containsAll(ALWAYS), names::toString);
        names.removeAll(ALWAYS);
        assertTrue(List.of("needs", "group", "error", "retryAt").containsAll(names), names::toString);
        assertEquals(status.wire(), json.get("status").textValue());
    }

    @Test
    void whatWasReadAgainIsShownWithItsTime() {
        String other = "ab".repeat(32);
        Problem damage = Problem.of(Problem.Kind.VERIFICATION, "damaged", "verify it", "it has changed", "Repair it.");
        Download damaged = Samples.in(Status.COMPLETED)
                .published(Map.of(HashAlgorithm.SHA256, Samples.DIGEST.hex()))
                .recheck(Optional.of(new Recheck(
                        new Check(Check.Condition.DAMAGED, Samples.NOW),
                        Optional.of(new Digests(Map.of(HashAlgorithm.SHA256, other), 4000)),
                        Optional.of(damage))))
                .build();
        ObjectNode json = DownloadJson.of(damaged, Optional.empty());
        assertEquals("error", json.path("health").asText());
        assertEquals(damage.message(), json.path("messages").path(0).asText());
        assertEquals(Samples.NOW.toString(), json.path("checkedAt").asText());
        assertEquals(Samples.DIGEST.hex(), json.path("hash").path("expected").asText());
        assertEquals(other, json.path("hash").path("actual").asText());
        assertEquals("mismatch", json.path("hash").path("verdict").asText());
    }

    @Test
    void aRunningTransferTellsItsProgress() {
        Progress progress = new Progress(1_000, OptionalLong.of(4_096), 500, Optional.of(Duration.ofMillis(6_900)), 2);
        ObjectNode json = DownloadJson.of(Samples.in(Status.DOWNLOADING).build(), Optional.of(progress));
        assertEquals(1_000, json.get("receivedBytes").longValue());
        assertEquals(4_096, json.get("totalBytes").longValue());
        assertEquals(500, json.get("bytesPerSecond").longValue());
        assertEquals(6, json.get("etaSeconds").longValue());
    }

    @Test
    void whatIsUnknownIsNull() {
        ObjectNode json = DownloadJson.of(Samples.in(Status.RESOLVING).build(), Optional.empty());
        for (String field : List.of("source", "name", "type", "fileName", "totalBytes", "filePath", "assetId")) {
            assertTrue(json.get(field).isNull(), field);
        }
        assertTrue(json.get("hash").get("expected").isNull());
        assertEquals("pending", json.get("hash").get("verdict").textValue());
    }

    @Test
    void aNeedIsToldWithItsErrorAndAction() {
        ObjectNode json = DownloadJson.of(Samples.in(Status.AWAITING_DECISION).build(), Optional.empty());
        assertEquals(Need.FREE_SPACE.wire(), json.get("needs").textValue());
        assertEquals("free_space", json.get("error").get("action").textValue());
        assertEquals("warning", json.get("health").textValue());
    }

    @Test
    void aWaitTellsUntilWhenAndThatTryingAgainMayHelp() {
        ObjectNode json = DownloadJson.of(
                Samples.in(Status.QUEUED)
                        .problem(Samples.problem(Problem.Kind.NETWORK).canRetry())
                        .retryAt(Optional.of(Samples.NOW))
                        .build(),
                Optional.empty());
        assertEquals("2025-03-01T10:20:30Z", json.get("retryAt").textValue());
        JsonNode error = json.get("error");
        assertEquals("no_answer", error.get("code").textValue());
        assertTrue(error.get("retryable").booleanValue());
        assertEquals("retry", error.get("action").textValue());
    }

    @Test
    void aGitDigestDecidesWhenItIsTheOnlyOne() {
        String sha1 = "cd".repeat(20);
        ObjectNode json = DownloadJson.of(
                Samples.in(Status.QUEUED)
                        .published(Map.of(HashAlgorithm.GIT_SHA1, sha1))
                        .build(),
                Optional.empty());
        assertEquals("git_sha1", json.get("hash").get("algorithm").textValue());
        assertEquals(sha1, json.get("hash").get("expected").textValue());
    }

    @Test
    void duplicatesTellWhereTheyAre() {
        Duplicate duplicate = new Duplicate(
                Samples.DIGEST, "My style", Path.of("/models/loras/a"), Duplicate.MatchedBy.PUBLISHED_HASH);
        JsonNode json = DownloadJson.of(
                        Samples.in(Status.QUEUED).duplicates(List.of(duplicate)).build(), Optional.empty())
                .get("duplicates");
        assertEquals(
                "[{\"assetId\":\"" + Samples.DIGEST + "\",\"name\":\"My style\",\"path\":\"/models/loras/a\","
                        + "\"matchedBy\":\"published_hash\"}]",
                json.toString());
    }

    @Test
    void aRefusedReferenceHasTheSameFields() {
        Problem problem = Samples.problem(Problem.Kind.USAGE);
        ObjectNode json = DownloadJson.refused(Optional.of(new Reference("nonsense")), problem);
        List<String> expected = new ArrayList<>(ALWAYS);
        expected.add("error");
        assertEquals(
                expected.stream().sorted().toList(),
                names(json).stream().sorted().toList());
        assertEquals("failed", json.get("status").textValue());
        assertEquals("nonsense", json.get("url").textValue());
        assertEquals(problem.message(), json.get("messages").get(0).textValue());
        assertTrue(DownloadJson.refused(Optional.empty(), problem).get("url").isNull());
    }

    private static List<String> names(ObjectNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
