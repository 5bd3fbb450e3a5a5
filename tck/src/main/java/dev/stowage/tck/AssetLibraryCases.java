package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.ModelType;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
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
        assertEquals(List.of(key("a")), edited.origins());
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
        assertEquals(newestFirst, allPages(page(7, Optional.empty())));
        assertEquals(
                Optional.empty(), library.search(page(25, Optional.empty())).nextCursor());
    }

    @Test
    @DisplayName("AR-14 inserts between two pages shift nothing")
    void insertsShiftNothing() throws Exception {
        AssetLibrary library = library();
        for (int i = 1; i <= 10; i++) {
            library.register(asset(i, key("a")));
        }
        Page<Asset> first = library.search(page(4, Optional.empty()));
        library.register(asset(11, key("a")));
        assertEquals(List.of(id(6), id(5), id(4), id(3), id(2), id(1)), allPages(page(3, first.nextCursor())));
    }

    @Test
    @DisplayName("AR-15 the next page comes although the last entry of this one was forgotten")
    void pagingSurvivesForgetting() throws Exception {
        AssetLibrary library = library();
        for (int i = 1; i <= 9; i++) {
            library.register(asset(i, key("a")));
        }
        Page<Asset> first = library.search(page(3, Optional.empty()));
        library.forget(first.items().get(2).id());
        assertEquals(List.of(id(6), id(5), id(4)), ids(library.search(page(3, first.nextCursor()))));
    }

    @Test
    @DisplayName("AR-16 each filter leaves what it says")
    void filters() throws Exception {
        Draft plain = card("Plain");
        register(1, plain);
        register(
                2,
                new Draft(
                        "Castle_100%",
                        ModelType.VAE,
                        Optional.of(new BaseModel("SDXL 1.0")),
                        Optional.empty(),
                        List.of("Trigger Word"),
                        Optional.of("hidden"),
                        List.of("Landscape"),
                        Optional.empty()));
        assertEquals(List.of(id(2)), matching(query(Optional.of(ModelType.VAE), Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(id(2)),
                matching(query(Optional.empty(), Optional.of(new BaseModel("SDXL 1.0")), Optional.empty())));
        assertEquals(
                List.of(), matching(query(Optional.empty(), Optional.of(new BaseModel("SDXL")), Optional.empty())));
        for (String text : List.of("castle", "LANDSCAPE", "trigger w", "0%", "e_1")) {
            assertEquals(List.of(id(2)), matching(containing(text)), text);
        }
        assertEquals(List.of(), matching(containing("hidden")));
        assertEquals(List.of(), matching(containing("p%n")));
        assertEquals(List.of(id(2), id(1)), matching(containing("l")));
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
            page = library().search(page(query.limit(), page.nextCursor()));
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

    private static AssetQuery page(int limit, Optional<String> cursor) {
        return new AssetQuery(Optional.empty(), Optional.empty(), Optional.empty(), limit, cursor);
    }

    private static AssetQuery containing(String text) {
        return query(Optional.empty(), Optional.empty(), Optional.of(text));
    }

    private static AssetQuery query(Optional<ModelType> type, Optional<BaseModel> base, Optional<String> text) {
        return new AssetQuery(type, base, text, 50, Optional.empty());
    }
}
