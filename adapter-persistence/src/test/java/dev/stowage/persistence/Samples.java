package dev.stowage.persistence;

import dev.stowage.model.Answers;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Plain downloads for tests. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-08-01T12:00:00.123456789Z");
    private static final Sha256 SHA = new Sha256("ab".repeat(32));

    private Samples() {}

    /** Only what every download has. */
    static Download plain(String id) {
        return new DownloadBuilder(new DownloadId(id), UserId.LOCAL, new Reference("https://example.test/" + id), NOW)
                .build();
    }

    /** One in which every component is present. */
    static Download full() {
        return new DownloadBuilder(
                        new DownloadId("full-1"),
                        new UserId("ann@example.test"),
                        new Reference("https://example.test/models/1?fileId=2"),
                        NOW)
                .group(Optional.of(new DownloadId("group-1")))
                .answers(answers())
                .priority(-3)
                .status(Status.AWAITING_DECISION)
                .reason("duplicate")
                .file(new FileKey("direct", "https://example.test/models/1?fileId=2"))
                .model(model())
                .draft(draft())
                .name(new FileName("日本語 dragon.safetensors"), true)
                .totalBytes(OptionalLong.of(6_938_078_334L))
                .receivedBytes(4096)
                .published(Map.of(HashAlgorithm.SHA256, SHA.hex(), HashAlgorithm.GIT_SHA1, "cd".repeat(20)))
                .computed(Optional.of(new Digests(
                        Map.of(HashAlgorithm.SHA256, SHA.hex(), HashAlgorithm.GIT_SHA1, "cd".repeat(20)), 4096)))
                .placement(placement())
                .partFolder(Optional.of(Path.of("/models/.stowage/parts/1")))
                .filePath(Path.of("/models/loras/dragon.safetensors"))
                .assetId(SHA)
                .findings(List.of(
                        Finding.doubt("type_unknown", "Its type is \"unknown\"."),
                        Finding.note("unverified", "Half of 🦊: \ud83e")))
                .duplicates(List.of(new Duplicate(
                        SHA, "Dragon", Path.of("/models/loras/old.safetensors"), Duplicate.MatchedBy.PUBLISHED_HASH)))
                .problem(problem())
                .attempts(2)
                .refetches(1)
                .retryAt(Optional.of(NOW.plusSeconds(60)))
                .version(7)
                .updatedAt(NOW.plusNanos(1))
                .build();
    }

    private static Answers answers() {
        return Answers.builder()
                .type(ModelType.LORA)
                .baseModel(new BaseModel("SDXL 1.0"))
                .name(new FileName("dragon"))
                .sha256(SHA)
                .target(SafePath.parse("loras/dragon.safetensors"))
                .files(List.of("a.safetensors", "17"))
                .onDuplicate(OnDuplicate.LINK)
                .review(ReviewMode.ALWAYS)
                .build();
    }

    private static ModelInfo model() {
        return ModelInfo.builder("Dragon")
                .version("v1.5")
                .creator("ann")
                .type(ModelType.LORA)
                .variant("dora")
                .baseModel(new BaseModel("SDXL 1.0"))
                .baseFamily(new BaseFamily("sdxl"))
                .triggerWords(List.of("drgn", "wings"))
                .description("<p>Line one\r\nline two</p>")
                .tags(List.of("animal"))
                .license("cc0")
                .nsfw(true)
                .previews(List.of(
                        new PreviewMedia(URI.create("https://example.test/%F0%9F%A6%8A.png"), PreviewMedia.Kind.IMAGE)))
                .attribute("air", "urn:air:sdxl:lora:civitai:1@2")
                .build();
    }

    private static Draft draft() {
        return new Draft(
                "Dragon",
                ModelType.LORA,
                Optional.of(new BaseModel("SDXL 1.0")),
                Optional.of(new BaseFamily("sdxl")),
                List.of("drgn"),
                Optional.of("A dragon."),
                List.of("animal"),
                Optional.of(URI.create("https://example.test/cover.png")));
    }

    private static PlacementDecision placement() {
        return new PlacementDecision(
                Path.of("/models"),
                SafePath.parse("loras/日本語 dragon.safetensors"),
                "lora",
                List.of("lora: holds"),
                List.of(Finding.doubt("no_rule", "No rule holds.")));
    }

    private static Problem problem() {
        return new Problem(
                Problem.Kind.DECISION,
                "duplicate",
                "place dragon.safetensors",
                "it is there already",
                "Choose what to do.",
                false,
                Optional.of(Need.DUPLICATE),
                Optional.of(Duration.ofSeconds(90)));
    }
}
