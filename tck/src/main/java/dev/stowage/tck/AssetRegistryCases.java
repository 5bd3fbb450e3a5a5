package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.Verdict;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link AssetRegistry} says. */
abstract class AssetRegistryCases extends Contract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    abstract AssetRegistry registry();

    abstract void restart() throws Exception;

    @Test
    @DisplayName("AR-01 what was registered is found with everything that was said of it")
    void findsWhatWasRegistered() throws Exception {
        Path path = folder.resolve("a folder").resolve("o'clock.safetensors").toAbsolutePath();
        AssetOrigin origin = new AssetOrigin(
                key("new"), Optional.of(talkative()), Optional.of(new Reference("https://host.example/a?b=c")), START);
        Asset asset = Asset.builder(id(1), path, fullCard(), START.plusNanos(123_456_789))
                .totalBytes(Long.MAX_VALUE)
                .origins(List.of(origin, AssetOrigin.of(key("x".repeat(8192)), START.minusNanos(1))))
                .previews(talkative().previews())
                .verdict(Verdict.UNPUBLISHED)
                .check(Optional.of(new Check(Check.Condition.INTACT, START.plusNanos(1))))
                .build();
        assertEquals(asset, registry().register(asset));
        assertEquals(Optional.of(asset), registry().find(asset.id()));
    }

    @Test
    @DisplayName("AR-01 whatever was registered is found as it was")
    void findsAnything() throws Exception {
        RandomAssets random = new RandomAssets(20260801);
        for (int i = 0; i < 200; i++) {
            Asset asset = random.next();
            assertEquals(asset, registry().register(asset));
            assertEquals(Optional.of(asset), registry().find(asset.id()));
        }
    }

    @Test
    @DisplayName("AR-02 unknown bytes are nothing")
    void findsNothingUnknown() throws Exception {
        assertEquals(Optional.empty(), registry().find(id(1)));
        assertEquals(List.of(), registry().findBySource(key("unknown")));
    }

    @Test
    @DisplayName("AR-03 the same bytes at the same path twice is one entry with the origins of both")
    void unitesOrigins() throws Exception {
        Asset first = registry().register(asset(1, key("a")));
        Asset stored = registry().register(asset(1, key("b")));
        assertEquals(List.of(key("b"), key("a")), files(stored), "newest first");
        assertEquals(Optional.of(stored), registry().find(id(1)));
        assertEquals(first.registeredAt(), stored.registeredAt());
        assertEquals(List.of(stored), registry().findBySource(key("a")));
        assertEquals(List.of(stored), registry().findBySource(key("b")));
        assertEquals(List.of(key("a"), key("b")), files(registry().register(asset(1, key("a")))), "each once");
    }

    @Test
    @DisplayName("AR-03 what a source says now replaces what it said, and silence replaces nothing")
    void unitesWhatSourcesSay() throws Exception {
        Instant later = START.plusSeconds(9);
        Reference pasted = new Reference("https://host.example/a");
        AssetOrigin said = origin("a", "first words", START);
        AssetOrigin more = origin("a", "better words", later);
        AssetOrigin silent = new AssetOrigin(key("a"), Optional.empty(), Optional.of(pasted), later);
        registry().register(from(said));
        assertEquals(List.of(more), registry().register(from(more)).origins());
        AssetOrigin both = new AssetOrigin(key("a"), more.model(), Optional.of(pasted), later);
        assertEquals(List.of(both), registry().register(from(silent)).origins());
        assertEquals(List.of(both), found(id(1)).origins());
    }

    @Test
    @DisplayName("AR-03 of many who register the same bytes together none is lost")
    void unitesOriginsOfMany() throws Exception {
        Crowd.together(20, i -> () -> registry().register(asset(1, key("k" + i))));
        assertEquals(20, Set.copyOf(files(found(id(1)))).size());
    }

    @Test
    @DisplayName("AR-04 the same bytes at another path move the entry there")
    void movesEntry() throws Exception {
        registry().register(asset(1, key("a")));
        Path elsewhere = folder.resolve("elsewhere.bin").toAbsolutePath();
        Asset moved = registry()
                .register(asset(1, key("b")).toBuilder().path(elsewhere).build());
        assertEquals(elsewhere, moved.path());
        assertEquals(Optional.of(moved), registry().find(id(1)));
        assertEquals(Set.of(key("a"), key("b")), Set.copyOf(files(moved)));
    }

    @Test
    @DisplayName("AR-05 assets of one file of a source come newest first")
    void findsBySourceNewestFirst() throws Exception {
        for (int number : new int[] {2, 5, 1, 4, 3}) {
            registry().register(asset(number, key("same")));
        }
        registry().register(asset(6, key("other")));
        registry().register(asset(7, new FileKey("elsewhere", "same")));
        List<Sha256> found =
                registry().findBySource(key("same")).stream().map(Asset::id).toList();
        assertEquals(List.of(id(5), id(4), id(3), id(2), id(1)), found);
    }

    @Test
    @DisplayName("AR-06 forgetting takes the entry, never the file")
    void forgetsTheEntryOnly() throws Exception {
        Asset asset = asset(1, key("a"));
        Files.createDirectories(asset.path().getParent());
        Files.writeString(asset.path(), "bytes");
        registry().register(asset);
        registry().register(asset(2, key("a")));
        registry().forget(id(1));
        assertEquals(Optional.empty(), registry().find(id(1)));
        assertEquals(1, registry().findBySource(key("a")).size());
        assertEquals("bytes", Files.readString(asset.path()));
    }

    @Test
    @DisplayName("AR-07 forgetting what is unknown does nothing")
    void forgetsUnknown() throws Exception {
        registry().register(asset(1, key("a")));
        registry().forget(id(2));
        registry().forget(id(2));
        assertTrue(registry().find(id(1)).isPresent());
    }

    @Test
    @DisplayName("AR-08 entries are found by the next process")
    void survivesRestart() throws Exception {
        Asset stored = registry().register(asset(1, key("a")));
        restart();
        assertEquals(
                supports(Capability.DURABLE) ? Optional.of(stored) : Optional.empty(),
                registry().find(id(1)));
    }

    @Test
    @DisplayName("AR-09 a preview keeps its place when there are more")
    void previewsKeepTheirPlaces() throws Exception {
        registry().register(showing("a", "b"));
        Asset stored = registry().register(showing("c", "b", "d"));
        assertEquals(showing("a", "b", "c", "d").previews(), stored.previews());
        assertEquals(Optional.of(stored), registry().find(id(1)));
    }

    private static ModelInfo talkative() {
        return ModelInfo.builder("日本語 🦊 \"x\"")
                .version("v1 \u0000")
                .creator("o'clock")
                .type(ModelType.LORA)
                .variant("dora")
                .baseModel(new BaseModel("SDXL 1.0"))
                .baseFamily(new BaseFamily("sdxl"))
                .triggerWords(List.of("one, two", "b"))
                .description("<b>two</b>\r\nlines")
                .tags(List.of("z", "a", "z", ""))
                .license("none")
                .nsfw(true)
                .previews(List.of(
                        new PreviewMedia(URI.create("https://host.example/a.png?x=%20"), PreviewMedia.Kind.IMAGE),
                        new PreviewMedia(URI.create("https://host.example/b.mp4"), PreviewMedia.Kind.VIDEO)))
                .attribute("model id", "1 \u2028")
                .attribute("", "")
                .build();
    }

    private static Draft fullCard() {
        return new Draft(
                "日本語 🦊 \"x\"",
                ModelType.LORA,
                Optional.of(new BaseModel("SDXL 1.0")),
                Optional.of(new BaseFamily("sdxl")),
                List.of("one, two", "b", "t".repeat(10_000)),
                Optional.of("<b>two</b>\r\nlines\u0000"),
                List.of("z", "a", "Z", "t".repeat(10_000)),
                Optional.of(URI.create("https://example.test/a.png?x=%20")));
    }

    private Asset showing(String... names) {
        List<PreviewMedia> previews = Stream.of(names)
                .map(name -> URI.create("https://host.example/" + name))
                .map(address -> new PreviewMedia(address, PreviewMedia.Kind.IMAGE))
                .toList();
        return asset(1, key("a")).toBuilder().previews(previews).build();
    }

    private Asset from(AssetOrigin origin) {
        return asset(1, key("a")).toBuilder().origins(List.of(origin)).build();
    }

    private static AssetOrigin origin(String file, String description, Instant at) {
        ModelInfo model = ModelInfo.builder("model").description(description).build();
        return new AssetOrigin(key(file), Optional.of(model), Optional.empty(), at);
    }

    static List<FileKey> files(Asset asset) {
        return asset.origins().stream().map(AssetOrigin::file).toList();
    }

    final Asset found(Sha256 id) throws StowageException {
        return registry().find(id).orElseThrow(() -> new AssertionError("It has vanished"));
    }

    /** Number n was registered n seconds after the start. */
    final Asset asset(int number, FileKey origin) {
        return asset(number, card("model " + number), origin);
    }

    final Asset asset(int number, Draft card, FileKey origin) {
        Path path = folder.resolve("models").resolve(number + ".bin").toAbsolutePath();
        Instant at = START.plusSeconds(number);
        return Asset.builder(id(number), path, card, at)
                .totalBytes(5)
                .origins(List.of(AssetOrigin.of(origin, at)))
                .verdict(Verdict.MATCH)
                .build();
    }

    static Draft card(String name) {
        return new Draft(
                name,
                ModelType.LORA,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static FileKey key(String id) {
        return new FileKey("source", id);
    }

    static Sha256 id(int number) {
        return new Sha256("%064x".formatted(number));
    }
}
