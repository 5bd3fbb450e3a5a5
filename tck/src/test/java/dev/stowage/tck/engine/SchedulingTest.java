package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Limits;
import dev.stowage.api.Progress;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who goes first, how many at once, and what belongs together. */
@Timeout(90)
class SchedulingTest {
    @TempDir
    Path models;

    private World world;

    @BeforeEach
    void create() {
        world = new World(models);
    }

    @Test
    void makesOneDownloadOfOneReferenceHoweverOftenItIsPasted() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Checkpoint hold = world.fake.nextHolds(0);
        ExecutorService people = Executors.newFixedThreadPool(100);
        try (Stowage stowage = world.started()) {
            CountDownLatch all = new CountDownLatch(100);
            List<Future<DownloadId>> submitted = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                submitted.add(people.submit(() -> {
                    all.countDown();
                    all.await();
                    return world.submit(stowage, "x.safetensors").id();
                }));
            }
            Set<DownloadId> ids = ConcurrentHashMap.newKeySet();
            for (Future<DownloadId> one : submitted) {
                ids.add(one.get());
            }
            assertEquals(1, ids.size());
            hold.open();
            world.assertInstalled(rested(stowage, ids.iterator().next()), bytes);
            assertEquals(1, world.downloader.attempts());
            assertEquals(1, stowage.downloads().list(DownloadQuery.ALL).items().size());
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void beginsAnewWhatHasEndedAndWhatAnotherUserWants() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        try (Stowage stowage = world.started()) {
            Download first = rested(stowage, world.submit(stowage, "x.safetensors"));
            Download second = rested(stowage, world.submitSkipping(stowage, "x.safetensors"));
            assertFalse(first.id().equals(second.id()));
            world.assertInstalled(second, bytes);
            Download others = stowage.downloads()
                    .submit(world.asking("x.safetensors")
                            .owner(new UserId("eve"))
                            .answers(Answers.builder()
                                    .onDuplicate(OnDuplicate.SKIP)
                                    .build())
                            .build());
            world.assertInstalled(rested(stowage, others), bytes);
            assertEquals(List.of(world.inLoras("x.safetensors")), world.placed());
        }
    }

    @Test
    void givesNoMoreSlotsThanThereAre() throws Exception {
        world.limits = new Limits(3, 8, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10));
        List<Checkpoint> holds = new ArrayList<>();
        List<Download> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            world.lora("f" + i);
            holds.add(world.fake.nextHolds(70_000));
        }
        try (Stowage stowage = world.started()) {
            for (int i = 0; i < 20; i++) {
                all.add(world.submit(stowage, "f" + i));
            }
            for (int i = 0; i < 3; i++) {
                holds.get(i).awaitReached(BOUND);
            }
            assertEquals(3, world.fake.running());
            assertFalse(holds.get(3).isReached());
            holds.forEach(Checkpoint::open);
            for (int i = 0; i < 20; i++) {
                world.assertInstalled(rested(stowage, all.get(i)), World.bytes("f" + i, World.LENGTH));
            }
        }
        assertEquals(3, world.fake.mostAtOnce());
    }

    @Test
    void goesByPriorityThenByAge() throws Exception {
        world.limits = new Limits(1, 8, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10));
        world.lora("first");
        Checkpoint hold = world.fake.nextHolds(0);
        int[] priorities = {0, -1, 5, 0, 5, 10};
        List<Integer> expected = List.of(5, 2, 4, 0, 3, 1);
        try (Stowage stowage = world.started()) {
            Download first = world.submit(stowage, "first");
            hold.awaitReached(BOUND);
            List<Download> all = new ArrayList<>(List.of(first));
            for (int i = 0; i < priorities.length; i++) {
                world.lora("p" + i);
                Download next = stowage.downloads()
                        .submit(world.asking("p" + i).priority(priorities[i]).build());
                awaitStatus(stowage, next, Status.QUEUED);
                all.add(next);
            }
            hold.open();
            for (Download one : all) {
                rested(stowage, one);
            }
        }
        List<String> order = world.downloader.order.subList(1, 7);
        assertEquals(
                expected.stream()
                        .map(i -> World.sha(World.bytes("p" + i, World.LENGTH)).hex())
                        .toList(),
                order);
    }

    @Test
    void aPriorityGivenLaterCountsAndStopsNothing() throws Exception {
        world.limits = new Limits(1, 8, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10));
        world.lora("first");
        Checkpoint hold = world.fake.nextHolds(70_000);
        try (Stowage stowage = world.started()) {
            Download first = world.submit(stowage, "first");
            hold.awaitReached(BOUND);
            List<Download> all = new ArrayList<>(List.of(first));
            for (int i = 0; i < 4; i++) {
                world.lora("p" + i);
                Download next = world.submit(stowage, "p" + i);
                awaitStatus(stowage, next, Status.QUEUED);
                all.add(next);
            }
            assertEquals(5, stowage.downloads().prioritise(all.get(4).id(), 5).priority());
            stowage.downloads().prioritise(all.get(1).id(), -5);
            stowage.downloads().prioritise(first.id(), -100);
            world.lora("urgent");
            Download urgent = stowage.downloads()
                    .submit(world.asking("urgent").priority(50).build());
            awaitStatus(stowage, urgent, Status.QUEUED);
            all.add(urgent);
            hold.open();
            for (Download one : all) {
                assertEquals(Status.COMPLETED, rested(stowage, one).status());
            }
            assertEquals(-100, rested(stowage, first).priority());
            assertThrows(StowageException.class, () -> stowage.downloads().prioritise(first.id(), 1));
        }
        List<String> expected = List.of("first", "urgent", "p3", "p1", "p2", "p0").stream()
                .map(name -> World.sha(World.bytes(name, World.LENGTH)).hex())
                .toList();
        assertEquals(expected, world.downloader.order, "and nothing is fetched twice");
    }

    @Test
    void holdsNoSlotWhileAReviewOrAWaitIsOn() throws Exception {
        world.limits = new Limits(1, 8, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10));
        world.lora("waiting");
        world.lora("reviewed");
        byte[] bytes = world.lora("third");
        try (Stowage stowage = world.started()) {
            world.fake.nextFails(0, World.trouble());
            Download waiting = world.submit(stowage, "waiting");
            while (stowage.downloads()
                    .find(waiting.id())
                    .orElseThrow()
                    .retryAt()
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
            Download reviewed = stowage.downloads()
                    .submit(world.asking("reviewed").answers(always).build());
            assertEquals(Status.AWAITING_REVIEW, rested(stowage, reviewed).status());
            world.assertInstalled(rested(stowage, world.submit(stowage, "third")), bytes);
        }
    }

    @Test
    void fetchesOneFileOnceAtATimeWhateverItIsCalled() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        RemoteFile file =
                world.remote("x.safetensors", bytes).sha256(World.sha(bytes)).build();
        Checkpoint hold = world.fake.nextHolds(70_000);
        List<Download> all = new ArrayList<>();
        try (Stowage stowage = world.started()) {
            for (int i = 0; i < 6; i++) {
                world.page("page" + i, ModelType.LORA, file);
                all.add(world.submitSkipping(stowage, "page" + i));
            }
            hold.awaitReached(BOUND);
            for (Download one : all.subList(1, 6)) {
                awaitStatus(stowage, one, Status.QUEUED, Status.DOWNLOADING);
            }
            assertEquals(1, world.fake.running());
            hold.open();
            for (Download one : all) {
                world.assertInstalled(rested(stowage, one), bytes);
            }
        }
        assertEquals(1, world.fake.mostAtOnce());
        assertEquals(List.of(world.inLoras("x.safetensors")), world.placed());
    }

    @Test
    void reviewedBytesAreNotPublishedUnlessTheyAreTheVerifiedOnes() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.page(
                "other page",
                ModelType.LORA,
                world.remote("x.safetensors", bytes).build());
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        try (Stowage stowage = world.started()) {
            Download reviewed = rested(
                    stowage,
                    stowage.downloads()
                            .submit(world.asking("x.safetensors")
                                    .answers(always)
                                    .build()));
            // another download of the same file shares the part, and finds that the origin has another file now
            byte[] changed = World.flipped(bytes);
            world.serve("x.safetensors", changed);
            world.downloader.before = (request, attempt, call) -> {
                try {
                    Files.deleteIfExists(request.journal());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            Download other = rested(
                    stowage,
                    stowage.downloads()
                            .submit(world.asking("other page").answers(always).build()));
            assertEquals(Status.AWAITING_REVIEW, other.status());
            Download refused = rested(
                    stowage,
                    stowage.downloads().review(reviewed.id(), reviewed.draft().orElseThrow(), true));
            assertEquals(Status.FAILED, refused.status());
            assertEquals(List.of(), world.placed());
        }
    }

    @Test
    void makesOneDownloadPerFileAndKeepsThemTogether() throws Exception {
        List<RemoteFile> files = new ArrayList<>();
        for (String name : List.of("a.safetensors", "b.safetensors", "c.safetensors")) {
            byte[] bytes = world.lora(name);
            files.add(world.remote(name, bytes).sha256(World.sha(bytes)).build());
        }
        world.page("all", ModelType.LORA, files.toArray(RemoteFile[]::new));
        Answers answers = Answers.builder()
                .files(List.of("a.safetensors", "b.safetensors", "c.safetensors"))
                .build();
        List<Checkpoint> holds = List.of(world.fake.nextHolds(0), world.fake.nextHolds(0), world.fake.nextHolds(0));
        try (Stowage stowage = world.started()) {
            Download first = stowage.downloads()
                    .submit(world.asking("all").answers(answers).build());
            for (Checkpoint hold : holds) {
                hold.awaitReached(BOUND);
            }
            assertEquals(
                    first.id(),
                    stowage.downloads()
                            .submit(world.asking("all").answers(answers).build())
                            .id());
            holds.forEach(Checkpoint::open);
            rested(stowage, first);
            List<Download> all = stowage.downloads().list(DownloadQuery.ALL).items();
            assertEquals(3, all.size());
            for (Download one : all) {
                Download done = rested(stowage, one);
                assertEquals(Optional.of(first.id()), done.group());
                world.assertInstalled(
                        done, World.bytes(done.fileName().orElseThrow().value(), World.LENGTH));
            }
            assertEquals(3, world.placed().size());
        }
    }

    @Test
    void closingParksWhatRunsAndAStartGoesOn() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Checkpoint hold = world.fake.nextHolds(100_000);
        Download download;
        try (Stowage stowage = world.started()) {
            download = world.submit(stowage, "x.safetensors");
            hold.awaitReached(BOUND);
        }
        Download parked = world.storage.downloads().find(download.id()).orElseThrow();
        assertEquals(Status.QUEUED, parked.status());
        assertEquals("interrupted", parked.reason());
        assertTrue(parked.receivedBytes() > 0);
        try (Stowage stowage = world.started()) {
            world.assertInstalled(rested(stowage, download), bytes);
        }
        assertEquals(2, world.downloader.attempts());
    }

    @Test
    void closingEndsAllItsThreadsAndNothingRunsAfterwards() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 30; i++) {
            world.lora("f" + i);
        }
        for (int round = 0; round < 10; round++) {
            Stowage stowage = world.wired()
                    .threads(work -> {
                        Thread thread = new Thread(work, "engine");
                        thread.setDaemon(true);
                        threads.add(thread);
                        return thread;
                    })
                    .build();
            stowage.start();
            for (int i = 0; i < 3; i++) {
                world.submit(stowage, "f" + (3 * round + i));
            }
            stowage.close();
            stowage.close();
            for (Thread thread : threads) {
                thread.join(BOUND.toMillis());
                assertFalse(thread.isAlive(), thread.toString());
            }
            for (Download left :
                    world.storage.downloads().list(DownloadQuery.ALL).items()) {
                assertFalse(left.status() == Status.DOWNLOADING, left.toString());
            }
        }
    }

    @Test
    void nothingRunsBeforeTheStart() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        try (Stowage stowage = world.wired().build()) {
            Download download = world.submit(stowage, "x.safetensors");
            assertEquals(
                    Status.RESOLVING,
                    stowage.downloads()
                            .await(download.id(), Duration.ofMillis(5))
                            .status());
            assertEquals(0, world.source.resolves());
            assertEquals(
                    1,
                    stowage.downloads()
                            .preview(world.asking("x.safetensors").build())
                            .files()
                            .size());
            stowage.start();
            stowage.start();
            world.assertInstalled(rested(stowage, download), bytes);
        }
    }

    @Test
    void showsHowFarATransferIs() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Checkpoint hold = world.fake.nextHolds(100_000);
        try (Stowage stowage = world.started()) {
            Download download = world.submit(stowage, "x.safetensors");
            hold.awaitReached(BOUND);
            Progress progress = stowage.downloads().progress(download.id()).orElseThrow();
            assertEquals(OptionalLong.of(bytes.length), progress.totalBytes());
            assertTrue(progress.receivedBytes() >= 65_536, progress.toString());
            hold.open();
            world.assertInstalled(rested(stowage, download), bytes);
        }
    }

    private static void awaitStatus(Stowage stowage, Download download, Status... wanted) throws Exception {
        while (!Set.of(wanted)
                .contains(stowage.downloads().find(download.id()).orElseThrow().status())) {
            Thread.onSpinWait();
        }
    }
}
