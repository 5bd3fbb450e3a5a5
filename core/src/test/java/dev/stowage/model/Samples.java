package dev.stowage.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Plain values for tests. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
    public static final Path ROOT = Path.of("").toAbsolutePath().resolve("models");
    public static final Path PART = ROOT.resolve(".stowage/parts/abc");
    public static final Sha256 GOOD = new Sha256("ab".repeat(32));
    public static final Sha256 OTHER = new Sha256("cd".repeat(32));
    public static final FileKey KEY = new FileKey("direct", "https://host.example/dragon.safetensors");
    public static final FileName NAME = new FileName("dragon.safetensors");
    public static final Digests DIGESTS = new Digests(Map.of(HashAlgorithm.SHA256, GOOD.hex()), 1000);
    public static final PlacementDecision PLACE =
            new PlacementDecision(ROOT, SafePath.of("loras", NAME.value()), "lora", List.of("lora: holds"), List.of());
    public static final ModelInfo MODEL = ModelInfo.builder("Dragon")
            .type(ModelType.LORA)
            .baseModel(new BaseModel("SDXL 1.0"))
            .triggerWords(List.of("drgn"))
            .build();
    public static final Duplicate EXISTING =
            new Duplicate(GOOD, "Dragon", ROOT.resolve("loras/old.safetensors"), Duplicate.MatchedBy.PUBLISHED_HASH);

    private Samples() {}

    public static RemoteFile file() {
        return RemoteFile.builder(KEY, NAME.value())
                .sizeBytes(1000)
                .sha256(GOOD)
                .build();
    }

    public static Draft draft() {
        return Draft.of(MODEL, file(), Answers.NONE);
    }

    public static Download submitted() {
        return new DownloadBuilder(new DownloadId("01J"), UserId.LOCAL, new Reference("https://host.example/x"), NOW)
                .build();
    }

    /** One download that keeps every law of its status. */
    public static Download in(Status status) {
        DownloadBuilder download = submitted().toBuilder().status(status).version(7);
        switch (status) {
            case RESOLVING -> {}
            case AWAITING_DECISION -> download.problem(asking(Need.DUPLICATE)).duplicates(List.of(EXISTING));
            case FAILED -> known(download).problem(problem());
            case QUEUED, PAUSED, DOWNLOADING, CANCELLED -> known(download);
            case VERIFYING, AWAITING_REVIEW, PLACING -> verified(download);
            case REGISTERING -> verified(download).filePath(PLACE.path());
            case SYNCING, COMPLETED -> verified(download).filePath(PLACE.path()).assetId(GOOD);
        }
        return download.build();
    }

    public static Problem problem() {
        return Problem.of(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, "get it", "the server is ill", "Wait.");
    }

    public static Problem asking(Need need) {
        return Problem.of(need.kind(), need.wire(), "go on", "somebody has to say", "Say it.")
                .asking(need);
    }

    private static DownloadBuilder known(DownloadBuilder download) {
        return download.file(KEY)
                .model(MODEL)
                .draft(draft())
                .name(NAME, false)
                .totalBytes(OptionalLong.of(1000))
                .published(Map.of(HashAlgorithm.SHA256, GOOD.hex()))
                .placement(PLACE);
    }

    private static DownloadBuilder verified(DownloadBuilder download) {
        return known(download).partFolder(Optional.of(PART)).receivedBytes(1000).computed(Optional.of(DIGESTS));
    }
}
