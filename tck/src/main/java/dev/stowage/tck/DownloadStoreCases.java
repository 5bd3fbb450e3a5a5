package dev.stowage.tck;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link DownloadStore} says. */
abstract class DownloadStoreCases extends StorageCases {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROUNDS = 20;
    private static final int SAVERS = 50;

    @Test
    @DisplayName("ST-01 every component of every kind of download comes back as it was")
    void keepsEveryComponent() throws Exception {
        List<Download> all = new RandomDownloads(1).list(20 * Status.values().length);
        for (Download download : all) {
            downloads().create(download);
        }
        for (Download download : all) {
            assertEquals(Optional.of(download), downloads().find(download.id()));
        }
    }

    @Test
    @DisplayName("ST-02 an id exists once")
    void refusesSecondOfAnId() throws Exception {
        Download first = download(1).build();
        downloads().create(first);
        Download second = first.toBuilder().priority(9).build();
        assertThrows(StowageException.class, () -> downloads().create(second));
        assertEquals(Optional.of(first), downloads().find(first.id()));
    }

    @Test
    @DisplayName("ST-02 an id exists once, whoever comes together")
    void createsOnceOfMany() throws Exception {
        List<Boolean> created = Crowd.together(SAVERS, i -> () -> {
            try {
                downloads().create(download(1).priority(i).build());
                return true;
            } catch (StowageException taken) {
                return false;
            }
        });
        assertEquals(1, Collections.frequency(created, true));
        int winner = created.indexOf(true);
        assertEquals(winner, found(download(1).build().id()).priority());
    }

    @Test
    @DisplayName("ST-03 an unknown id is nothing")
    void findsNothingUnknown() throws Exception {
        assertEquals(Optional.empty(), downloads().find(new DownloadId("unknown")));
    }

    @Test
    @DisplayName("ST-04 the next version is saved with every component")
    void savesTheNextVersion() throws Exception {
        RandomDownloads random = new RandomDownloads(2);
        for (Download first : random.list(2 * Status.values().length)) {
            downloads().create(first);
            Download next =
                    first.toBuilder().version(2).priority(77).reason("changed").build();
            assertTrue(downloads().save(next, "changed"));
            assertEquals(Optional.of(next), downloads().find(first.id()));
        }
    }

    @Test
    @DisplayName("ST-05 a stale or premature version changes nothing")
    void refusesOtherVersions() throws Exception {
        Download stored = download(1).version(5).build();
        downloads().create(stored);
        for (long version : new long[] {1, 4, 5, 7, 100}) {
            Download other = stored.toBuilder().version(version).priority(9).build();
            assertFalse(downloads().save(other, "late"), "saved version " + version + " over 5");
        }
        assertEquals(Optional.of(stored), downloads().find(stored.id()));
    }

    @Test
    @DisplayName("ST-05 a download that does not exist is not saved")
    void refusesUnknown() throws Exception {
        Download unknown = download(1).version(2).build();
        assertFalse(downloads().save(unknown, "unknown"));
        assertEquals(Optional.empty(), downloads().find(unknown.id()));
    }

    @Test
    @DisplayName("ST-06 of 1,000 who save together one wins per version")
    void oneWinsPerVersion() throws Exception {
        Download first = download(1).build();
        downloads().create(first);
        for (int round = 0; round < ROUNDS; round++) {
            long version = round + 2L;
            List<Boolean> saved = Crowd.together(
                    SAVERS,
                    i -> () -> downloads()
                            .save(first.toBuilder().version(version).priority(i).build(), "race"));
            assertEquals(1, Collections.frequency(saved, true), "winners of version " + version);
            Download stored = found(first.id());
            assertEquals(version, stored.version());
            assertEquals(saved.indexOf(true), stored.priority(), "the stored value is not the winner's");
        }
    }

    @Test
    @DisplayName("ST-07 due are those of the status whose time has come")
    void dueRespectsStatusAndTime() throws Exception {
        create(download(1).status(Status.QUEUED));
        create(download(2).status(Status.QUEUED).retryAt(Optional.of(START)));
        create(download(3).status(Status.QUEUED).retryAt(Optional.of(START.minusNanos(1000))));
        create(download(4).status(Status.QUEUED).retryAt(Optional.of(START.plusNanos(1000))));
        create(download(5).status(Status.PAUSED));
        List<Download> due = downloads().due(Status.QUEUED, START, 10);
        assertEquals(
                Set.of("d1", "d2", "d3"), due.stream().map(d -> d.id().text()).collect(toSet()));
    }

    @Test
    @DisplayName("ST-08 due are sorted by priority, then age, and cut at the limit")
    void dueIsSorted() throws Exception {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        Collections.shuffle(order, new Random(3));
        for (int i : order) {
            create(download(i).status(Status.QUEUED).priority(i % 3 - 1));
        }
        List<String> due = ids(downloads().due(Status.QUEUED, START, 8));
        assertEquals(List.of("d2", "d5", "d8", "d1", "d4", "d7", "d0", "d3"), due);
    }

    @Test
    @DisplayName("ST-09 pages are newest first and complete")
    void pagesAreNewestFirst() throws Exception {
        List<Download> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(create(download(i)));
        }
        all.sort(Comparator.comparing(Download::createdAt).reversed());
        assertEquals(ids(all), ids(allPages(DownloadQuery.ALL.limit(10))));
    }

    @Test
    @DisplayName("ST-09 the last page has no cursor")
    void lastPageHasNoCursor() throws Exception {
        for (int i = 0; i < 10; i++) {
            create(download(i));
        }
        assertEquals(
                Optional.empty(), downloads().list(DownloadQuery.ALL.limit(10)).nextCursor());
        String cursor =
                downloads().list(DownloadQuery.ALL.limit(9)).nextCursor().orElse("");
        assertTrue(cursor.matches("[A-Za-z0-9._~:-]+"), cursor);
    }

    @Test
    @DisplayName("ST-10 inserts between two pages shift nothing")
    void insertsShiftNothing() throws Exception {
        for (int i = 10; i < 30; i++) {
            create(download(i));
        }
        Page<Download> first = downloads().list(DownloadQuery.ALL.limit(7));
        create(download(99));
        create(download(25, "same-moment-a"));
        create(download(5));
        List<Download> rest =
                allPages(DownloadQuery.ALL.limit(7).after(first.nextCursor().orElseThrow()));
        List<String> seen = new ArrayList<>(ids(first.items()));
        seen.addAll(ids(rest));
        for (int i = 10; i < 30; i++) {
            assertEquals(1, Collections.frequency(seen, "d" + i), "how often d" + i + " was listed");
        }
    }

    @Test
    @DisplayName("ST-10 downloads of the same moment are listed once each")
    void sameMomentIsListedOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            create(download(1, "twin-" + i));
        }
        List<String> seen = ids(allPages(DownloadQuery.ALL.limit(3)));
        assertEquals(20, seen.size());
        assertEquals(20, Set.copyOf(seen).size());
    }

    @Test
    @DisplayName("ST-11 the next page comes although the last item of this one has left the list")
    void pagingSurvivesChangesAtTheCursor() throws Exception {
        for (int i = 0; i < 9; i++) {
            create(download(i).status(Status.QUEUED));
        }
        DownloadQuery queued = DownloadQuery.ALL.in(Set.of(Status.QUEUED)).limit(3);
        Page<Download> first = downloads().list(queued);
        Download last = first.items().get(2);
        assertTrue(downloads().save(last.pause(), "paused"));
        Page<Download> second = downloads().list(queued.after(first.nextCursor().orElseThrow()));
        assertEquals(List.of("d5", "d4", "d3"), ids(second.items()));
    }

    @Test
    @DisplayName("ST-12 each filter leaves what it says")
    void filters() throws Exception {
        create(download(1).status(Status.PAUSED));
        create(download(2).status(Status.QUEUED));
        create(new DownloadBuilder(id("d3"), new UserId("ann"), reference(3), START.plusSeconds(3)));
        assertEquals(List.of("d3", "d1"), matching(DownloadQuery.ALL.in(Set.of(Status.PAUSED, Status.RESOLVING))));
        assertEquals(List.of("d3"), matching(DownloadQuery.ALL.of(new UserId("ann"))));
        assertEquals(List.of("d2"), matching(DownloadQuery.ALL.from(reference(2))));
        assertEquals(List.of(), matching(DownloadQuery.ALL.from(reference(2)).of(new UserId("ann"))));
    }

    @Test
    @DisplayName("ST-12 a text is sought in name, file name and reference, ignoring case and without wildcards")
    void seeksText() throws Exception {
        RandomDownloads random = new RandomDownloads(4);
        Download whole = create(random.next(Status.QUEUED).toBuilder());
        create(download(1));
        for (String text : List.of(
                whole.draft().orElseThrow().name(),
                whole.fileName().orElseThrow().value(),
                whole.reference().text())) {
            String part = text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2 + 1));
            assertEquals(List.of(whole.id().text()), matching(DownloadQuery.ALL.containing(part)), part);
        }
        assertEquals(List.of("d1"), matching(DownloadQuery.ALL.containing("EXAMPLE.test/MODEL-1")));
        assertEquals(List.of(), matching(DownloadQuery.ALL.containing("model_1")));
        assertEquals(List.of(), matching(DownloadQuery.ALL.containing("test%1")));
    }

    @Test
    @DisplayName("ST-13 what was stored is found by the next process")
    void survivesRestart() throws Exception {
        List<Download> all = new RandomDownloads(5).list(2 * Status.values().length);
        for (Download download : all) {
            downloads().create(download);
            assertTrue(downloads().save(download.toBuilder().version(2).build(), "again"));
        }
        restart();
        for (Download download : all) {
            Optional<Download> expected =
                    Optional.of(download.toBuilder().version(2).build());
            assertEquals(
                    supports(Capability.DURABLE) ? expected : Optional.empty(),
                    downloads().find(download.id()));
        }
    }

    @Test
    @DisplayName("ST-06 who reads while others save sees whole values")
    void readersSeeWholeValues() throws Exception {
        Download first = download(1).build();
        downloads().create(first);
        List<Boolean> whole = Crowd.together(8, i -> () -> i < 4 ? savesFor(first) : readsWhole(first.id()));
        assertFalse(whole.contains(false));
    }

    private boolean savesFor(Download first) throws StowageException {
        for (int i = 0; i < 50; i++) {
            Download stored = found(first.id());
            long version = stored.version() + 1;
            downloads()
                    .save(
                            stored.toBuilder()
                                    .version(version)
                                    .receivedBytes(version)
                                    .build(),
                            "more");
        }
        return true;
    }

    private boolean readsWhole(DownloadId id) throws StowageException {
        for (int i = 0; i < 50; i++) {
            Download stored = found(id);
            if (stored.version() > 1 && stored.version() != stored.receivedBytes()) {
                return false;
            }
        }
        return true;
    }

    @Test
    @DisplayName("ST-14 each stored version is one entry of the history, and a refused one is none")
    void keepsTheHistory() throws Exception {
        Download first = create(download(1).reason("submitted"));
        Download touched =
                first.toBuilder().version(2).updatedAt(START.plusSeconds(5)).build();
        assertTrue(downloads().save(touched, "touched"));
        assertFalse(downloads().save(touched, "too late"));
        Download cancelled = touched.cancel();
        assertTrue(downloads().save(cancelled, "cancelled"));
        create(download(2));
        List<Change> expected = List.of(
                Change.to(first, "submitted"), Change.to(touched, "touched"), Change.to(cancelled, "cancelled"));
        assertEquals(expected, downloads().history(first.id()));
        assertEquals(List.of(), downloads().history(id("unknown")));
    }

    @Test
    @DisplayName("ST-15 what a query matches on all its pages is counted by status")
    void counts() throws Exception {
        assertEquals(Map.of(), downloads().counts(DownloadQuery.ALL));
        for (int i = 1; i <= 7; i++) {
            create(download(i).status(i % 3 == 0 ? Status.PAUSED : Status.QUEUED));
        }
        create(new DownloadBuilder(id("d8"), new UserId("ann"), reference(8), START.plusSeconds(8)));
        DownloadQuery page = DownloadQuery.ALL.limit(2);
        assertEquals(
                Map.of(Status.QUEUED, 5L, Status.PAUSED, 2L, Status.RESOLVING, 1L),
                downloads().counts(page));
        String cursor = downloads().list(page).nextCursor().orElseThrow();
        assertEquals(downloads().counts(page), downloads().counts(page.after(cursor)));
        assertEquals(Map.of(Status.PAUSED, 2L), downloads().counts(page.in(Set.of(Status.PAUSED, Status.FAILED))));
        assertEquals(Map.of(Status.RESOLVING, 1L), downloads().counts(page.of(new UserId("ann"))));
        assertEquals(Map.of(Status.PAUSED, 1L), downloads().counts(page.from(reference(3))));
        assertEquals(Map.of(Status.QUEUED, 1L), downloads().counts(page.containing("MODEL-4")));
    }

    @Test
    @DisplayName("ST-16 a group is its first download and those that name it, whatever else is of that reference")
    void findsGroups() throws Exception {
        create(download(1, "a").group(Optional.of(id("a"))));
        create(download(1, "a-2").group(Optional.of(id("a"))));
        create(download(1, "b"));
        create(download(1, "c").group(Optional.of(id("c"))).status(Status.PAUSED));
        assertEquals(List.of("a-2", "a"), matching(DownloadQuery.ALL.inGroup(id("a"))));
        assertEquals(List.of("c"), matching(DownloadQuery.ALL.inGroup(id("c")).in(Set.of(Status.PAUSED))));
        assertEquals(List.of(), matching(DownloadQuery.ALL.inGroup(id("b"))));
        assertEquals(List.of(), matching(DownloadQuery.ALL.inGroup(id("unknown"))));
        assertEquals(Map.of(Status.RESOLVING, 2L), downloads().counts(DownloadQuery.ALL.inGroup(id("a"))));
    }

    @Test
    @DisplayName("ST-17 what was saved at a moment or later is found, newest submission first, on pages")
    void findsWhatHasChanged() throws Exception {
        for (int i = 0; i < 6; i++) {
            create(download(i).updatedAt(START.plusSeconds(100 - i)));
        }
        Instant moment = START.plusSeconds(97);
        DownloadQuery since = DownloadQuery.ALL.changedSince(moment);
        assertEquals(List.of("d3", "d2", "d1", "d0"), matching(since));
        assertEquals(List.of("d2", "d1", "d0"), matching(DownloadQuery.ALL.changedSince(moment.plusNanos(1000))));
        assertEquals(List.of("d3", "d2", "d1", "d0"), ids(allPages(since.limit(1))));
        assertEquals(Map.of(Status.RESOLVING, 4L), downloads().counts(since));
        Download late = found(id("d5")).toBuilder()
                .version(2)
                .updatedAt(START.plusSeconds(200))
                .build();
        assertTrue(downloads().save(late, "changed"));
        assertEquals(List.of("d5"), matching(DownloadQuery.ALL.changedSince(START.plusSeconds(200))));
        assertEquals(List.of(), matching(DownloadQuery.ALL.changedSince(START.plusSeconds(201))));
    }

    private DownloadStore downloads() {
        return storage().downloads();
    }

    private Download found(DownloadId id) throws StowageException {
        return downloads().find(id).orElseThrow(() -> new AssertionError("It has vanished"));
    }

    private Download create(DownloadBuilder download) throws StowageException {
        Download built = download.build();
        downloads().create(built);
        return built;
    }

    private List<Download> allPages(DownloadQuery query) throws StowageException {
        List<Download> all = new ArrayList<>();
        Page<Download> page = downloads().list(query);
        all.addAll(page.items());
        while (page.nextCursor().isPresent()) {
            assertTrue(all.size() < 1000, "paging has no end");
            page = downloads().list(query.after(page.nextCursor().get()));
            all.addAll(page.items());
        }
        return all;
    }

    private List<String> matching(DownloadQuery query) throws StowageException {
        return ids(downloads().list(query).items());
    }

    private static DownloadBuilder download(int number) {
        return download(number, "d" + number);
    }

    /** Number n was submitted n seconds after the start. */
    private static DownloadBuilder download(int number, String id) {
        return new DownloadBuilder(id(id), UserId.LOCAL, reference(number), START.plusSeconds(number));
    }

    private static DownloadId id(String text) {
        return new DownloadId(text);
    }

    private static Reference reference(int number) {
        return new Reference("https://example.test/model-" + number);
    }

    private static List<String> ids(List<Download> downloads) {
        return downloads.stream().map(download -> download.id().text()).toList();
    }
}
