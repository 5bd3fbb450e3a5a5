package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AssetTest {
    private static final Check DAMAGED = new Check(Check.Condition.DAMAGED, Samples.NOW);

    @Test
    void registeringAgainMovesUnitesAndVoidsTheCheck() {
        FileKey other = new FileKey("direct", "https://host.example/other");
        Asset again = asset().toBuilder()
                .path(Samples.ROOT.resolve("elsewhere"))
                .card(Samples.draft().with(ModelType.VAE, Optional.empty()))
                .origins(List.of(AssetOrigin.of(other, Samples.NOW)))
                .previews(List.of(preview("b"), preview("a")))
                .verdict(Verdict.MATCH)
                .version(9)
                .build();
        Asset stored = asset().edited(Samples.draft()).checked(DAMAGED);
        Asset now = stored.registeredAgain(again);
        assertEquals(again.path(), now.path());
        assertEquals(Verdict.MATCH, now.verdict());
        assertEquals(stored.card(), now.card());
        assertEquals(2, now.version());
        assertEquals(Optional.empty(), now.check());
        assertEquals(
                List.of(other, Samples.KEY),
                now.origins().stream().map(AssetOrigin::file).toList());
        assertEquals(List.of(preview("a"), preview("b")), now.previews());
    }

    @Test
    void registeringAgainTwiceChangesNothingMore() {
        Asset again = asset().toBuilder()
                .origins(List.of(AssetOrigin.of(Samples.KEY, Samples.NOW.plusSeconds(1))))
                .build();
        Asset once = asset().registeredAgain(again);
        assertEquals(once, once.registeredAgain(again));
        assertEquals(Optional.of(Samples.MODEL), once.origins().get(0).model());
    }

    @Test
    void everyPartCounts() {
        Asset asset = asset();
        assertEquals(asset, asset.toBuilder().build());
        assertEquals(asset.hashCode(), asset.toBuilder().build().hashCode());
        Stream.<UnaryOperator<Asset.Builder>>of(
                        other -> other.path(Samples.ROOT),
                        other -> other.card(Samples.draft().with(ModelType.VAE, Optional.of(new BaseFamily("x")))),
                        other -> other.totalBytes(1),
                        other -> other.origins(List.of()),
                        other -> other.previews(List.of()),
                        other -> other.verdict(Verdict.MATCH),
                        other -> other.check(Optional.of(DAMAGED)),
                        other -> other.version(2))
                .map(change -> change.apply(asset.toBuilder()).build())
                .forEach(changed -> assertNotEquals(asset, changed));
    }

    @Test
    void whatABuilderMakesDoesNotChangeWithIt() {
        Asset.Builder builder = asset().toBuilder();
        Asset asset = builder.build();
        builder.version(5).origins(List.of());
        assertEquals(asset(), asset);
    }

    private static Asset asset() {
        AssetOrigin origin = new AssetOrigin(Samples.KEY, Optional.of(Samples.MODEL), Optional.empty(), Samples.NOW);
        return Asset.builder(Samples.GOOD, Samples.PLACE.path(), Samples.draft(), Samples.NOW)
                .totalBytes(1000)
                .origins(List.of(origin))
                .previews(List.of(preview("a")))
                .build();
    }

    private static PreviewMedia preview(String name) {
        return new PreviewMedia(URI.create("https://host.example/" + name), PreviewMedia.Kind.IMAGE);
    }
}
