package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.Downloads;
import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a person says, at any time. */
@Timeout(90)
class CommandsTest {
    @TempDir
    Path models;

    private World world;
    private Stowage stowage;
    private Downloads downloads;
    private byte[] bytes = {};

    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        bytes = world.lora("x.safetensors");
        stowage = world.started();
        downloads = stowage.downloads();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void pausesInTheMiddleAndGoesOnFromThere() throws Exception {
        Checkpoint hold = world.fake.nextHolds(100_000);
        Download download = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        Download paused = downloads.pause(download.id());
        assertEquals(Status.PAUSED, paused.status());
        assertTrue(paused.receivedBytes() >= 65_536, paused.toString());
        assertEquals(paused, downloads.pause(download.id()), "said twice");
        assertEquals(Status.PAUSED, rested(stowage, download).status());
        world.assertInstalled(rested(stowage, downloads.resume(download.id())), bytes);
        assertEquals(2, world.downloader.attempts());
    }

    @Test
    void cancelsInTheMiddleAndKeepsTheBytes() throws Exception {
        Checkpoint hold = world.fake.nextHolds(100_000);
        Download download = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        assertEquals(Status.CANCELLED, downloads.cancel(download.id()).status());
        assertEquals(Status.CANCELLED, rested(stowage, download).status());
        assertEquals(List.of(), world.placed());
        Download again = rested(stowage, world.submit(stowage, "x.safetensors"));
        world.assertInstalled(again, bytes);
    }

    @Test
    void cancelsWhileResolving() throws Exception {
        Checkpoint hold = world.source.holdResolves();
        Download download = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        assertEquals(
                "illegal_state", refused(() -> downloads.pause(download.id())).code());
        assertEquals(Status.CANCELLED, downloads.cancel(download.id()).status());
        hold.open();
        assertEquals(Status.CANCELLED, rested(stowage, download).status());
        assertEquals(0, world.downloader.attempts());
    }

    @Test
    void triesAgainAtOnceWhatWaits() throws Exception {
        stowage.close();
        world.limits = new Limits(4, 8, Duration.ofHours(1), Duration.ofHours(2), Duration.ofSeconds(10));
        stowage = world.started();
        downloads = stowage.downloads();
        world.fake.nextFails(0, World.trouble());
        Download download = world.submit(stowage, "x.safetensors");
        while (downloads.find(download.id()).orElseThrow().retryAt().isEmpty()) {
            Thread.onSpinWait();
        }
        Download still = downloads.await(download.id(), Duration.ofMillis(1));
        assertEquals(Status.QUEUED, still.status(), "waiting is no rest");
        world.assertInstalled(rested(stowage, downloads.retry(download.id())), bytes);
    }

    @Test
    void rejectsUnderReview() throws Exception {
        Download asking = underReview();
        assertEquals(Status.CANCELLED, downloads.cancel(asking.id()).status());
        assertEquals(List.of(), world.placed());
        assertEquals(
                Codes.ILLEGAL_STATE,
                refused(() -> downloads.review(asking.id(), asking.draft().orElseThrow(), true))
                        .code());
    }

    @Test
    void refusesWhatIsImpossibleAndSaysWhatIsPossible() throws Exception {
        Checkpoint hold = world.fake.nextHolds(100_000);
        Download running = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        Download draftless = downloads.find(running.id()).orElseThrow();
        for (boolean approve : new boolean[] {true, false}) {
            Problem refusal = refused(
                    () -> downloads.review(running.id(), draftless.draft().orElseThrow(), approve));
            assertEquals(Codes.ILLEGAL_STATE, refusal.code());
            assertTrue(refusal.message().contains("Possible now: pause, cancel"), refusal.message());
        }
        assertEquals(
                Codes.ILLEGAL_STATE,
                refused(() -> downloads.decide(running.id(), Decision.duplicate(OnDuplicate.SKIP)))
                        .code());
        hold.open();
        Download done = rested(stowage, running);
        for (Command command :
                List.<Command>of(downloads::pause, downloads::resume, downloads::cancel, downloads::retry)) {
            Problem refusal = refused(() -> command.give(done.id()));
            assertEquals(409, refusal.kind().httpStatus());
            assertTrue(refusal.message().contains("it is completed"), refusal.message());
        }
        assertEquals(done, downloads.find(done.id()).orElseThrow());
    }

    @Test
    void refusesAReviewBeforeAnythingIsKnown() throws Exception {
        Download asking = underReview();
        Checkpoint hold = world.source.holdResolves();
        Download resolving = downloads.submit(world.asking("unknown").build());
        hold.awaitReached(BOUND);
        assertEquals(
                Codes.ILLEGAL_STATE,
                refused(() -> downloads.review(resolving.id(), asking.draft().orElseThrow(), true))
                        .code());
    }

    @Test
    void knowsNoOtherIds() {
        DownloadId unknown = new DownloadId("unknown");
        for (Command command : List.<Command>of(
                downloads::pause,
                downloads::resume,
                downloads::cancel,
                downloads::retry,
                id -> downloads.decide(id, Decision.files(List.of("x"))),
                id -> downloads.await(id, Duration.ZERO))) {
            Problem refusal = refused(() -> command.give(unknown));
            assertEquals(Codes.UNKNOWN_ID, refusal.code());
            assertEquals(404, refusal.kind().httpStatus());
        }
    }

    @Test
    void answersWhichFileIsMeant() throws Exception {
        byte[] two = world.lora("two.safetensors");
        world.page(
                "both",
                ModelType.LORA,
                world.remote("x.safetensors", bytes).sha256(World.sha(bytes)).build(),
                world.remote("two.safetensors", two).sha256(World.sha(two)).build());
        Download asking = rested(stowage, world.submit(stowage, "both"));
        Download wrong = rested(stowage, downloads.decide(asking.id(), Decision.files(List.of("three"))));
        assertEquals(Status.AWAITING_DECISION, wrong.status());
        assertTrue(
                wrong.messages().get(0).contains("it has no file \"three\""),
                wrong.messages().toString());
        Download done = rested(stowage, downloads.decide(asking.id(), Decision.files(List.of("two.safetensors"))));
        world.assertInstalled(done, two);
    }

    /** Whatever is said while a file is on its way, and however fast: it ends where the last word says, with right bytes or none. */
    @Test
    void endsWellWhateverIsSaidAndWhen() throws Exception {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            String name = "race-" + seed + ".safetensors";
            byte[] raced = world.lora(name);
            Download download = world.submit(stowage, name);
            for (int word = random.nextInt(8); word > 0; word--) {
                LockSupport.parkNanos(random.nextInt(300_000));
                said(random.nextInt(3), download.id());
            }
            said(1, download.id());
            Download rested = rested(stowage, download);
            if (rested.status() == Status.CANCELLED) {
                assertEquals(List.of(), placed(name), "seed " + seed);
            } else {
                assertEquals(Status.COMPLETED, rested.status(), "seed " + seed + ": " + rested.messages());
                world.assertInstalled(rested, raced);
            }
        }
    }

    /** Two people at once: pause against resume against cancel, all starting together. */
    @Test
    void endsWellWhenSeveralSpeakAtOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 60; round++) {
                Random random = new Random(round);
                int third = round % 3;
                String name = "crowd-" + round + ".safetensors";
                byte[] raced = world.lora(name);
                Download download = world.submit(stowage, name);
                CyclicBarrier together = new CyclicBarrier(3);
                List<Future<Boolean>> said = List.of(
                        people.submit(() -> saidMany(together, download.id(), 0, random.nextLong())),
                        people.submit(() -> saidMany(together, download.id(), 1, random.nextLong())),
                        people.submit(() -> saidMany(together, download.id(), third, random.nextLong())));
                for (Future<Boolean> one : said) {
                    one.get();
                }
                said(1, download.id());
                Download rested = rested(stowage, download);
                if (rested.status() == Status.CANCELLED) {
                    assertEquals(List.of(), placed(name));
                } else {
                    world.assertInstalled(rested, raced);
                }
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void countsEachChangeOnce() throws Exception {
        Checkpoint hold = world.fake.nextHolds(100_000);
        Download download = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        long version = downloads.find(download.id()).orElseThrow().version();
        assertEquals(version + 1, downloads.pause(download.id()).version());
        assertEquals(version + 1, downloads.pause(download.id()).version());
        hold.open();
        Download done = rested(stowage, downloads.resume(download.id()));
        // resumed, started, fetched, verified, placed, registered
        assertEquals(version + 7, done.version());
    }

    @Test
    void waitingEndsWhenStowageIsClosed() throws Exception {
        Checkpoint hold = world.fake.nextHolds(0);
        Download download = world.submit(stowage, "x.safetensors");
        hold.awaitReached(BOUND);
        ExecutorService waiter = Executors.newSingleThreadExecutor();
        try {
            Future<Download> awaited = waiter.submit(() -> downloads.await(download.id(), Duration.ofHours(1)));
            stowage.close();
            assertEquals(Status.QUEUED, awaited.get().status());
        } finally {
            waiter.shutdownNow();
        }
    }

    private Download underReview() throws Exception {
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download asking = rested(
                stowage,
                downloads.submit(world.asking("x.safetensors").answers(always).build()));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        assertEquals(
                Optional.of(Status.AWAITING_REVIEW), downloads.find(asking.id()).map(Download::status));
        return asking;
    }

    private boolean saidMany(CyclicBarrier together, DownloadId id, int what, long seed) throws Exception {
        Random random = new Random(seed);
        together.await();
        for (int i = 0; i < 4; i++) {
            LockSupport.parkNanos(random.nextInt(200_000));
            said(what == 2 && i < 3 ? 0 : what, id);
        }
        return true;
    }

    private void said(int what, DownloadId id) throws StowageException, InterruptedException {
        try {
            switch (what) {
                case 0 -> downloads.pause(id);
                case 1 -> downloads.resume(id);
                default -> downloads.cancel(id);
            }
        } catch (StowageException refused) {
            assertEquals(Codes.ILLEGAL_STATE, refused.problem().code());
        }
    }

    private List<Path> placed(String name) throws Exception {
        return world.placed().stream().filter(file -> file.endsWith(name)).toList();
    }

    private static Problem refused(Executable command) {
        return assertThrows(StowageException.class, command).problem();
    }

    private interface Command {
        Download give(DownloadId id) throws Exception;
    }
}
