package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileKeys;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link AssetLibrary} says on top. */
abstract class AssetLibraryCases extends AssetRegistryCases {
    @Test
    @DisplayName("AR-10 an edit of the current version is stored and counted")
    void edits() throws Exception {
        registry().register(asset(1, key("a")));
        Asset edited = library().edit(id(1), 1, card("better")).orElseThrow();
        assertEquals("better", edited.card().name());
        assertEquals(2, edited.version());
        assertEquals(Optional.of(edited), library().find(id(1)));
        assertEquals(List.of(key("a")), files(edited));
    }

    @Test
    @DisplayName("AR-11 an edit of another version is empty and changes nothing")
    void refusesStaleEdits() throws Exception {
        registry().register(asset(1, key("a")));
        Asset edited = library().edit(id(1), 1, card("first")).orElseThrow();
        for (long version : new long[] {0, 1, 3}) {
            assertEquals(Optional.empty(), library().edit(id(1), version, card("late")), "edited version " + version);
        }
        assertEquals(Optional.of(edited), library().find(id(1)));
    }

    @Test
    @DisplayName("AR-11 an edit of what is gone is empty")
    void refusesEditsOfUnknown() throws Exception {
        assertEquals(Optional.empty(), library().edit(id(1), 1, card("late")));
        assertEquals(Optional.empty(), library().find(id(1)));
    }

    @Test
    @DisplayName("AR-11 of many who edit together one wins per version")
    void oneEditWins() throws Exception {
        AssetLibrary library = library();
        registry().register(asset(1, key("a")));
        for (int round = 1; round <= 10; round++) {
            long version = round;
            List<Optional<Asset>> edits = Crowd.together(20, i -> () -> library.edit(id(1), version, card("by " + i)));
            List<Asset> won = edits.stream().flatMap(Optional::stream).toList();
            assertEquals(1, won.size(), "winners of version " + version);
            assertEquals(won.get(0), found(id(1)));
        }
    }

    @Test
    @DisplayName("AR-12 registering again undoes no edit")
    void registeringKeepsEdits() throws Exception {
        registry().register(asset(1, key("a")));
        Asset edited = library().edit(id(1), 1, card("better")).orElseThrow();
        Asset again = registry().register(asset(1, key("b")));
        assertEquals(edited.card(), again.card());
        assertTrue(again.version() >= edited.version(), "the version fell");
    }

    @Test
    @DisplayName("AR-13 pages are newest first and complete")
    void pagesAreNewestFirst() throws Exception {
        AssetLibrary library = library();
        List<Sha256> newestFirst = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            library.register(asset(i, key("a")));
            newestFirst.add(0, id(i));
        }
        assertEquals(newestFirst, allPages(AssetQuery.ALL.limit(7)));
        assertEquals(Optional.empty(), library.search(AssetQuery.ALL.limit(25)).nextCursor());
    }

    @Test
    @DisplayName("AR-14 inserts between two pages shift nothing")
    void insertsShiftNothing() throws Exception {
        AssetLibrary library = library();
        for (int i = 1; i <= 10; i++) {
            library.register(asset(i, key("a")));
        }
        Page<Asset> first = library.search(AssetQuery.ALL.limit(4));
        library.register(asset(11, key("a")));
        assertEquals(
                List.of(id(6), id(5), id(4), id(3), id(2), id(1)),
                allPages(AssetQuery.ALL.limit(3).after(cursor(first))));
    }

    @Test
    @DisplayName("AR-15 the next page comes although the last entry of this one was forgotten")
    void pagingSurvivesForgetting() throws Exception {
        AssetLibrary library = library();
        for (int i = 1; i <= 9; i++) {
            library.register(asset(i, key("a")));
        }
        Page<Asset> first = library.search(AssetQuery.ALL.limit(3));
        library.forget(first.items().get(2).id());
        assertEquals(
                List.of(id(6), id(5), id(4)),
                ids(library.search(AssetQuery.ALL.limit(3).after(cursor(first)))));
    }

    @Test
    @DisplayName("AR-16 what was fetched from files whose ids begin alike is found, letter by letter")
    void filtersByOrigin() throws Exception {
        registry().register(asset(1, new FileKey("fruit", "130072/1")));
        registry().register(asset(1, new FileKey("fruit", "7/1")));
        registry().register(asset(2, new FileKey("fruit", "13007/2@other")));
        AssetQuery all = AssetQuery.ALL;
        assertEquals(List.of(id(2)), matching(all.fetchedFrom(new FileKeys("fruit", "13007/"))));
        assertEquals(List.of(id(2), id(1)), matching(all.fetchedFrom(new FileKeys("fruit", "13007"))));
        assertEquals(List.of(id(1)), matching(all.fetchedFrom(new FileKeys("fruit", "7/1"))));
        assertEquals(List.of(), matching(all.fetchedFrom(new FileKeys("other", "7/1"))));
        assertEquals(List.of(), matching(all.fetchedFrom(new FileKeys("fruit", "%"))));
        assertEquals(
                List.of(),
                matching(all.fetchedFrom(new FileKeys("fruit", "13007/")).tagged("none")));
    }

    @Test
    @DisplayName("AR-16 each filter leaves what it says")
    void filters() throws Exception {
        register(1, card("Plain"));
        register(2, castle());
        AssetQuery all = AssetQuery.ALL;
        assertEquals(List.of(id(2)), matching(all.of(ModelType.VAE)));
        assertEquals(List.of(id(2)), matching(all.madeFor(new BaseModel("SDXL 1.0"))));
        assertEquals(List.of(), matching(all.madeFor(new BaseModel("SDXL"))));
        assertEquals(List.of(id(2)), matching(all.tagged("landSCAPE")));
        assertEquals(List.of(), matching(all.tagged("land")));
        assertEquals(List.of(id(2), id(1)), matching(all.beginning("000")));
        assertEquals(List.of(id(2)), matching(all.beginning(id(2).hex())));
        assertEquals(List.of(), matching(all.beginning("1")));
        assertEquals(
                List.of(id(2)),
                matching(all.of(ModelType.VAE).tagged("landscape").containing("castle")));
        assertEquals(List.of(), matching(all.of(ModelType.LORA).tagged("landscape")));
    }

    @Test
    @DisplayName("AR-16 a text is sought literally, ignoring case in any alphabet, and never across two words")
    void seeksText() throws Exception {
        register(1, card("Plain"));
        register(2, castle());
        for (String text : List.of("castle", "LANDSCAPE", "trigger w", "0%", "e_1", "2.BIN", "жар", "STRASSE")) {
            assertEquals(List.of(id(2)), matching(AssetQuery.ALL.containing(text)), text);
        }
        for (String text : List.of("hidden", "p%n", "100%landscape", "landscapestraße", "\\")) {
            assertEquals(List.of(), matching(AssetQuery.ALL.containing(text)), text);
        }
        assertEquals(List.of(id(2), id(1)), matching(AssetQuery.ALL.containing("l")));
    }

    @Test
    @DisplayName("AR-16 a creator is found, and what was edited is found as it is now")
    void seeksCreatorsAndEdits() throws Exception {
        ModelInfo model = ModelInfo.builder("model").creator("Ånna").build();
        AssetOrigin origin = new AssetOrigin(key("a"), Optional.of(model), Optional.empty(), Instant.EPOCH);
        registry()
                .register(
                        asset(1, key("a")).toBuilder().origins(List.of(origin)).build());
        assertEquals(List.of(id(1)), matching(AssetQuery.ALL.containing("ånna")));
        library().edit(id(1), 1, castle());
        assertEquals(List.of(), matching(AssetQuery.ALL.containing("model")));
        assertEquals(List.of(), matching(AssetQuery.ALL.of(ModelType.LORA)));
        assertEquals(List.of(id(1)), matching(AssetQuery.ALL.of(ModelType.VAE).tagged("landscape")));
        assertEquals(List.of(id(1)), matching(AssetQuery.ALL.containing("ånna")));
    }

    @Test
    @DisplayName("AR-16 a list that is narrowed down has pages too")
    void pagesWhatIsFiltered() throws Exception {
        for (int i = 1; i <= 12; i++) {
            register(i, i % 3 == 0 ? castle() : card("Plain"));
        }
        List<Sha256> castles = List.of(id(12), id(9), id(6), id(3));
        assertEquals(castles, allPages(AssetQuery.ALL.of(ModelType.VAE).limit(3)));
        assertEquals(castles, allPages(AssetQuery.ALL.tagged("landscape").limit(1)));
        assertEquals(castles, allPages(AssetQuery.ALL.containing("castle").limit(2)));
    }

    @Test
    @DisplayName("AR-17 the last check is kept and is no edit")
    void recordsChecks() throws Exception {
        Asset stored = registry().register(asset(1, key("a")));
        assertEquals(Optional.empty(), stored.check());
        for (Check.Condition condition : Check.Condition.values()) {
            Check check = new Check(condition, Instant.parse("2026-02-01T00:00:00.123456789Z"));
            Asset checked = library().recordCheck(id(1), check).orElseThrow();
            assertEquals(stored.checked(check), checked);
            assertEquals(Optional.of(checked), library().find(id(1)));
        }
        assertTrue(library().edit(id(1), stored.version(), card("better")).isPresent(), "the check counted as an edit");
    }

    @Test
    @DisplayName("AR-17 a check of what is gone is empty")
    void recordsNoCheckOfUnknown() throws Exception {
        assertEquals(Optional.empty(), library().recordCheck(id(1), damaged()));
        assertEquals(Optional.empty(), library().find(id(1)));
    }

    @Test
    @DisplayName("AR-18 bytes that are registered again were verified just now: the check is void")
    void registeringVoidsTheCheck() throws Exception {
        registry().register(asset(1, key("a")));
        library().recordCheck(id(1), damaged());
        assertEquals(Optional.empty(), registry().register(asset(1, key("a"))).check());
        assertEquals(Optional.empty(), found(id(1)).check());
    }

    @Test
    @DisplayName("AR-19 what is entered at a path is found, newest first")
    void findsByPath() throws Exception {
        Asset older = registry().register(asset(1, key("a")));
        Asset newer = registry()
                .register(asset(2, key("b")).toBuilder().path(older.path()).build());
        registry().register(asset(3, key("c")));
        assertEquals(List.of(newer, older), library().findByPath(older.path()));
        assertEquals(
                List.of(), library().findByPath(folder.resolve("nothing.bin").toAbsolutePath()));
        registry().register(asset(2, key("b")));
        assertEquals(List.of(older), library().findByPath(older.path()), "one has moved");
    }

    @Test
    @DisplayName("AR-20 a preview that is not stored is nothing")
    void hasNoPreviewWithoutBytes() throws Exception {
        assertEquals(Optional.empty(), library().preview(id(1), 0));
        registry().register(asset(1, key("a")));
        for (int n : new int[] {-1, 0, 1, Integer.MAX_VALUE}) {
            assertEquals(Optional.empty(), library().preview(id(1), n), "preview " + n);
        }
    }

    private static Check damaged() {
        return new Check(Check.Condition.DAMAGED, Instant.EPOCH);
    }

    /** Has something for every filter. */
    private static Draft castle() {
        return new Draft(
                "Castle_100%",
                ModelType.VAE,
                Optional.of(new BaseModel("SDXL 1.0")),
                Optional.empty(),
                List.of("Trigger Word", "ЖАР-ПТИЦА"),
                Optional.of("hidden"),
                List.of("Landscape", "Straße"),
                Optional.empty());
    }

    private void register(int number, Draft card) throws StowageException {
        library().register(asset(number, card, key("a")));
    }

    private AssetLibrary library() {
        AssetRegistry registry = registry();
        assumeTrue(registry instanceof AssetLibrary, "a plain registry cannot be browsed or edited");
        return (AssetLibrary) registry;
    }

    private List<Sha256> allPages(AssetQuery query) throws StowageException {
        List<Sha256> all = new ArrayList<>();
        Page<Asset> page = library().search(query);
        all.addAll(ids(page));
        while (page.nextCursor().isPresent()) {
            assertTrue(all.size() < 1000, "paging has no end");
            page = library().search(query.after(cursor(page)));
            all.addAll(ids(page));
        }
        assertEquals(1, Collections.frequency(all, all.get(0)));
        return all;
    }

    private List<Sha256> matching(AssetQuery query) throws StowageException {
        return ids(library().search(query));
    }

    private static List<Sha256> ids(Page<Asset> page) {
        return page.items().stream().map(Asset::id).toList();
    }

    private static String cursor(Page<Asset> page) {
        return page.nextCursor().orElseThrow();
    }
}
