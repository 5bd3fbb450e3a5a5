package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelType;
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
        Asset asset = new Asset(
                id(1),
                folder.resolve("a folder").resolve("o'clock.safetensors").toAbsolutePath(),
                Long.MAX_VALUE,
                new Draft(
                        "日本語 🦊 \"x\"",
                        ModelType.LORA,
                        Optional.of(new BaseModel("SDXL 1.0")),
                        Optional.of(new BaseFamily("sdxl")),
                        List.of("one, two", "b"),
                        Optional.of("<b>two</b>\r\nlines"),
                        List.of("z", "a"),
                        Optional.of(URI.create("https://example.test/a.png?x=%20"))),
                List.of(key("new"), key("old")),
                Verdict.UNPUBLISHED,
                1,
                START.plusNanos(123_456_000));
        assertEquals(asset, registry().register(asset));
        assertEquals(Optional.of(asset), registry().find(asset.id()));
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
        assertEquals(List.of(key("b"), key("a")), stored.origins(), "newest first");
        assertEquals(Optional.of(stored), registry().find(id(1)));
        assertEquals(first.registeredAt(), stored.registeredAt());
        assertEquals(List.of(stored), registry().findBySource(key("a")));
        assertEquals(List.of(stored), registry().findBySource(key("b")));
        assertEquals(
                List.of(key("a"), key("b")),
                registry().register(asset(1, key("a"))).origins(),
                "each once");
    }

    @Test
    @DisplayName("AR-03 of many who register the same bytes together none is lost")
    void unitesOriginsOfMany() throws Exception {
        Crowd.together(20, i -> () -> registry().register(asset(1, key("k" + i))));
        assertEquals(20, Set.copyOf(found(id(1)).origins()).size());
    }

    @Test
    @DisplayName("AR-04 the same bytes at another path move the entry there")
    void movesEntry() throws Exception {
        registry().register(asset(1, key("a")));
        Path elsewhere = folder.resolve("elsewhere.bin").toAbsolutePath();
        Asset again = asset(1, key("b"));
        Asset moved = registry()
                .register(new Asset(
                        again.id(),
                        elsewhere,
                        again.totalBytes(),
                        again.card(),
                        again.origins(),
                        again.verdict(),
                        1,
                        again.registeredAt()));
        assertEquals(elsewhere, moved.path());
        assertEquals(Optional.of(moved), registry().find(id(1)));
        assertEquals(Set.of(key("a"), key("b")), Set.copyOf(moved.origins()));
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

    final Asset found(Sha256 id) throws StowageException {
        return registry().find(id).orElseThrow(() -> new AssertionError("It has vanished"));
    }

    /** Number n was registered n seconds after the start. */
    final Asset asset(int number, FileKey origin) {
        return asset(number, card("model " + number), origin);
    }

    final Asset asset(int number, Draft card, FileKey origin) {
        Path path = folder.resolve("models").resolve(number + ".bin").toAbsolutePath();
        return new Asset(id(number), path, 5, card, List.of(origin), Verdict.MATCH, 1, START.plusSeconds(number));
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
