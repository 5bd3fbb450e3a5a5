package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.model.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plain assets for tests. */
final class Assets {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Assets() {}

    static Sha256 id(int number) {
        return new Sha256("%064x".formatted(number));
    }

    /** Number n was registered n seconds after the start. */
    static Asset asset(int number) {
        Instant at = START.plusSeconds(number);
        Draft card = new Draft(
                "model " + number,
                number % 2 == 0 ? ModelType.LORA : ModelType.CHECKPOINT,
                Optional.of(new BaseModel("base " + number % 10)),
                Optional.empty(),
                List.of("word " + number),
                Optional.empty(),
                List.of("tag " + number % 10, "common"),
                Optional.empty());
        return Asset.builder(id(number), Path.of("/models/" + number + ".bin").toAbsolutePath(), card, at)
                .totalBytes(number)
                .origins(List.of(AssetOrigin.of(new FileKey("source", "file " + number), at)))
                .verdict(Verdict.MATCH)
                .build();
    }

    /** One that shows these. */
    static Asset showing(int number, URI... addresses) {
        List<PreviewMedia> previews = Stream.of(addresses)
                .map(address -> new PreviewMedia(address, PreviewMedia.Kind.IMAGE))
                .toList();
        return asset(number).toBuilder().previews(previews).build();
    }
}
