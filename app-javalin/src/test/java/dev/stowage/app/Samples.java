package dev.stowage.app;

import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Need;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Downloads in every status, as tests need them. */
public final class Samples {
    /** When every sample was submitted. */
    public static final Instant NOW = Instant.parse("2025-03-01T10:20:30Z");

    /** A digest. */
    public static final Sha256 DIGEST = new Sha256("ab".repeat(32));

    private Samples() {}

    /** A download in this status, with what the status promises. */
    public static DownloadBuilder in(Status status) {
        return in(status, "d1");
    }

    /** The same under another id. */
    public static DownloadBuilder in(Status status, String id) {
        Reference reference = new Reference("https://example.org/style.safetensors");
        DownloadBuilder builder = new DownloadBuilder(new DownloadId(id), UserId.LOCAL, reference, NOW).status(status);
        if (status == Status.RESOLVING) {
            return builder;
        }
        builder.file(new FileKey("direct", "https://example.org/style.safetensors"))
                .name(new FileName("style.safetensors"), false)
                .totalBytes(OptionalLong.of(4000))
                .placement(new PlacementDecision(
                        Path.of("/models"), SafePath.of("loras", "style.safetensors"), "lora", List.of(), List.of()));
        return switch (status) {
            case PLACING, REGISTERING, SYNCING, COMPLETED -> accepted(builder);
            case FAILED -> builder.problem(problem(Problem.Kind.NETWORK));
            case AWAITING_DECISION ->
                builder.problem(problem(Problem.Kind.STORAGE).asking(Need.FREE_SPACE));
            default -> builder;
        };
    }

    /** A finished download. */
    public static Download completed() {
        return in(Status.COMPLETED).build();
    }

    /** What is registered already. */
    public static Duplicate duplicate() {
        return new Duplicate(
                DIGEST, "My style", Path.of("/models/loras/style.safetensors"), Duplicate.MatchedBy.PUBLISHED_HASH);
    }

    /** A download that ended with what was there already. */
    public static Download reused() {
        return asking().skipped(duplicate());
    }

    /** A download that asks what to do about what is there already. */
    public static Download asking() {
        return in(Status.AWAITING_DECISION)
                .problem(problem(Problem.Kind.DECISION).asking(Need.DUPLICATE))
                .duplicates(List.of(duplicate()))
                .build();
    }

    /** A problem of this kind. */
    public static Problem problem(Problem.Kind kind) {
        return Problem.of(
                kind, "no_answer", "get style.safetensors from example.org", "it does not answer", "Try again later.");
    }

    private static DownloadBuilder accepted(DownloadBuilder builder) {
        return builder.computed(Optional.of(new Digests(Map.of(HashAlgorithm.SHA256, DIGEST.hex()), 4000)))
                .filePath(Path.of("/models/loras/style.safetensors"))
                .assetId(DIGEST);
    }
}
