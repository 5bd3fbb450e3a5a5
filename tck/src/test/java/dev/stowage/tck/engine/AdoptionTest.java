package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same reference is asked for again, while the first time is not over. */
@Timeout(90)
class AdoptionTest {
    private static final String X = "x.safetensors";

    @TempDir
    Path models;

    private World world;
    private Stowage stowage;
    private Downloads downloads;
    private byte[] bytes = {};

    @BeforeEach
    void start() throws Exception {
        world = new World(models);
        bytes = world.lora(X);
        restart();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void whatIsPausedGoesOnFromThere() throws Exception {
        Download paused = paused();
        Download again = world.submit(stowage, X);
        assertEquals(paused.id(), again.id());
        world.assertInstalled(rested(stowage, again), bytes);
        assertEquals(2, world.downloader.attempts());
    }

    @Test
    void aWaitIsCutShort() throws Exception {
        Download waiting = waiting(World.trouble());
        world.assertInstalled(rested(stowage, world.submit(stowage, X)), bytes);
        assertEquals(List.of(waiting.id()), ids());
    }

    @Test
    void anOriginThatAskedForPatienceGetsIt() throws Exception {
        Download waiting = waiting(World.trouble().canRetryAfter(Duration.ofHours(1)));
        Download again = world.submit(stowage, X);
        assertEquals(waiting, again);
    }

    @Test
    void whatANeedWasAboutIsLookedAtAgain() throws Exception {
        Problem full = Problem.of(Problem.Kind.STORAGE, Codes.NO_SPACE, "get it", "the disk is full", "Free some.")
                .asking(Need.FREE_SPACE);
        world.fake.nextFails(0, full);
        Download asking = rested(stowage, world.submit(stowage, X));
        assertEquals(Optional.of(Need.FREE_SPACE), asking.need());
        world.assertInstalled(rested(stowage, world.submit(stowage, X)), bytes);
    }

    @Test
    void aQuestionStaysOpenUntilItIsAnswered() throws Exception {
        two();
        Download asking = rested(stowage, world.submit(stowage, "both"));
        assertEquals(asking, world.submit(stowage, "both"));
        assertEquals(1, world.source.resolves());
    }

    @Test
    void aTransferGoesOnWithTheDigestGivenNow() throws Exception {
        world.page(X, ModelType.LORA, world.remote(X, bytes).build());
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download running = world.submit(stowage, X);
        hold.awaitReached(World.BOUND);
        Download again = submit(answers -> answers.sha256(World.sha(bytes)));
        assertEquals(running.id(), again.id());
        Download done = rested(stowage, again);
        assertEquals(Verdict.MATCH, done.verdict());
        world.assertInstalled(done, bytes);
    }

    @Test
    void aDigestGivenNowIsNeverLost() throws Exception {
        Download paused = paused();
        Download failed = rested(stowage, submit(answers -> answers.sha256(World.sha(World.flipped(bytes)))));
        assertEquals(paused.id(), failed.id());
        assertEquals(Codes.HASH_MISMATCH, failed.problem().orElseThrow().code());
        assertEquals(List.of(), world.placed());
    }

    @Test
    void nameTypeAndTargetGivenNowCount() throws Exception {
        paused();
        Download named = submit(answers -> answers.name(new FileName("other")).type(ModelType.VAE));
        Download done = rested(stowage, named);
        assertEquals(Optional.of(models.resolve("vae/other.safetensors")), done.filePath());
        assertEquals("other", done.draft().orElseThrow().name());
        assertEquals(List.of(models.resolve("vae/other.safetensors")), world.placed());
    }

    @Test
    void aTargetGivenNowCounts() throws Exception {
        paused();
        Download done = rested(stowage, submit(answers -> answers.target(SafePath.parse("mine/there.safetensors"))));
        assertEquals(Optional.of(models.resolve("mine/there.safetensors")), done.filePath());
    }

    @Test
    void whatIsLeftOpenStaysAsItWasAnswered() throws Exception {
        Answers first = Answers.builder()
                .type(ModelType.VAE)
                .review(ReviewMode.ALWAYS)
                .onDuplicate(OnDuplicate.DOWNLOAD)
                .build();
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download running = downloads.submit(world.asking(X).answers(first).build());
        hold.awaitReached(World.BOUND);
        Download again = submit(answers -> answers.name(new FileName("other")));
        assertEquals(running.id(), again.id());
        assertEquals(first.toBuilder().name(new FileName("other")).build(), again.answers());
        assertEquals(Status.AWAITING_REVIEW, rested(stowage, again).status());
    }

    @Test
    void answersGivenBeforeItIsResolvedCount() throws Exception {
        Checkpoint hold = world.source.holdResolves();
        Download first = world.submit(stowage, X);
        hold.awaitReached(World.BOUND);
        Download again = submit(answers -> answers.type(ModelType.VAE));
        hold.open();
        assertEquals(first.id(), again.id());
        assertEquals(
                Optional.of(models.resolve("vae").resolve(X)),
                rested(stowage, again).filePath());
    }

    @Test
    void theTypeSettlesAReview() throws Exception {
        world.page(
                X,
                ModelType.UNKNOWN,
                world.remote(X, bytes).sha256(World.sha(bytes)).build());
        Download asking = rested(stowage, world.submit(stowage, X));
        assertEquals(Status.AWAITING_REVIEW, asking.status());
        assertEquals(asking, world.submit(stowage, X), "nothing new was said");
        world.assertInstalled(rested(stowage, submit(answers -> answers.type(ModelType.LORA))), bytes);
        assertEquals(List.of(world.inLoras(X)), world.placed());
        assertEquals(1, world.downloader.attempts());
    }

    @Test
    void theDigestSettlesAReviewOrRefusesTheFile() throws Exception {
        world.inspection =
                new Inspection(Optional.empty(), ModelType.UNKNOWN, Optional.empty(), false, List.<Finding>of());
        world.page(X, ModelType.LORA, world.remote(X, bytes).build());
        assertEquals(
                Status.AWAITING_REVIEW,
                rested(stowage, world.submit(stowage, X)).status());
        Download done = rested(stowage, submit(answers -> answers.sha256(World.sha(bytes))));
        world.assertInstalled(done, bytes);
        world.registry.forget(World.sha(bytes));

        Download second = rested(stowage, submit(answers -> answers.name(new FileName("second"))));
        assertEquals(Status.AWAITING_REVIEW, second.status());
        Download failed = rested(stowage, submit(answers -> answers.sha256(World.sha(World.flipped(bytes)))));
        assertEquals(second.id(), failed.id());
        assertEquals(Codes.HASH_MISMATCH, failed.problem().orElseThrow().code());
    }

    @Test
    void aNameSettlesThatTheOldOneIsTaken() throws Exception {
        Files.createDirectories(models.resolve("loras"));
        Files.writeString(world.inLoras(X), "others");
        assertEquals(
                Status.AWAITING_REVIEW,
                rested(stowage, world.submit(stowage, X)).status());
        Download done = rested(stowage, submit(answers -> answers.name(new FileName("free"))));
        world.assertInstalled(done, bytes);
        assertEquals("others", Files.readString(world.inLoras(X)));
    }

    @Test
    void whoWantedToLookCanSayThatTheyDoNotAnyMore() throws Exception {
        Download asking = rested(stowage, submit(answers -> answers.review(ReviewMode.ALWAYS)));
        assertEquals(asking, world.submit(stowage, X));
        world.assertInstalled(rested(stowage, submit(answers -> answers.review(ReviewMode.DOUBTFUL))), bytes);
    }

    @Test
    void otherFilesAreADownloadOfTheirOwn() throws Exception {
        byte[] two = two();
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download first = downloads.submit(world.asking("both").answers(files(X)).build());
        hold.awaitReached(World.BOUND);
        assertEquals(
                first.id(),
                downloads.submit(world.asking("both").answers(files(X)).build()).id());
        assertEquals(first.id(), world.submit(stowage, "both").id());
        Download other = downloads.submit(
                world.asking("both").answers(files("two.safetensors")).build());
        assertNotEquals(first.id(), other.id());
        world.assertInstalled(rested(stowage, other), two);
        hold.open();
        world.assertInstalled(rested(stowage, first), bytes);
    }

    @Test
    void allPausedFilesOfAReferenceGoOn() throws Exception {
        byte[] two = two();
        Checkpoint one = world.fake.nextHolds(0);
        Checkpoint other = world.fake.nextHolds(0);
        DownloadRequest both =
                world.asking("both").answers(files(X, "two.safetensors")).build();
        Download first = downloads.submit(both);
        one.awaitReached(World.BOUND);
        other.awaitReached(World.BOUND);
        for (Download member : downloads.list(DownloadQuery.ALL).items()) {
            assertEquals(Status.PAUSED, downloads.pause(member.id()).status());
        }
        assertEquals(first.id(), downloads.submit(both).id());
        for (Download member : downloads.list(DownloadQuery.ALL).items()) {
            Download done = rested(stowage, member);
            world.assertInstalled(done, done.id().equals(first.id()) ? bytes : two);
        }
        assertEquals(2, downloads.list(DownloadQuery.ALL).items().size());
    }

    @Test
    void answersThatComeTooLateAreRefusedAndNotLost() throws Exception {
        Download stuck = stuckWhilePlacing();
        try (Stowage idle = world.wired().build()) {
            assertEquals(
                    stuck.id(),
                    idle.downloads().submit(DownloadRequest.of("fake:" + X)).id());
            StowageException refused = assertThrows(
                    StowageException.class,
                    () -> idle.downloads()
                            .submit(world.asking(X)
                                    .answers(Answers.builder()
                                            .name(new FileName("late"))
                                            .build())
                                    .build()));
            assertEquals(Codes.ILLEGAL_STATE, refused.problem().code());
            assertTrue(refused.problem().message().contains("x.safetensors is placing"), refused.getMessage());
            Answers same = Answers.builder()
                    .sha256(World.sha(bytes))
                    .onDuplicate(OnDuplicate.SKIP)
                    .build();
            assertEquals(
                    stuck.id(),
                    idle.downloads()
                            .submit(world.asking(X).answers(same).build())
                            .id());
        }
    }

    @Test
    void aPriorityGivenNowReplacesTheOldOne() throws Exception {
        Download paused = paused();
        Download again = downloads.submit(
                DownloadRequest.builder(paused.reference().text()).priority(7).build());
        assertEquals(7, again.priority());
        assertEquals(7, rested(stowage, again).priority());
    }

    private Download submit(Consumer<Answers.Builder> given) throws StowageException {
        Answers.Builder answers = Answers.builder();
        given.accept(answers);
        return downloads.submit(world.asking(X).answers(answers.build()).build());
    }

    private Download paused() throws Exception {
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download running = world.submit(stowage, X);
        hold.awaitReached(World.BOUND);
        return downloads.pause(running.id());
    }

    /** One that tries again in an hour. */
    private Download waiting(Problem why) throws Exception {
        stowage.close();
        world.limits = new Limits(4, 8, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10));
        restart();
        world.fake.nextFails(0, why);
        Download download = world.submit(stowage, X);
        while (downloads.find(download.id()).orElseThrow().retryAt().isEmpty()) {
            Thread.onSpinWait();
        }
        return downloads.find(download.id()).orElseThrow();
    }

    private Download stuckWhilePlacing() throws Exception {
        Download asking = rested(stowage, submit(answers -> answers.review(ReviewMode.ALWAYS)));
        stowage.close();
        try (Stowage idle = world.wired().build()) {
            return idle.downloads().review(asking.id(), asking.draft().orElseThrow(), true);
        }
    }

    private byte[] two() {
        byte[] two = world.lora("two.safetensors");
        RemoteFile one = world.remote(X, bytes).sha256(World.sha(bytes)).build();
        RemoteFile other =
                world.remote("two.safetensors", two).sha256(World.sha(two)).build();
        world.page("both", ModelType.LORA, one, other);
        return two;
    }

    private static Answers files(String... names) {
        return Answers.builder().files(List.of(names)).build();
    }

    private List<DownloadId> ids() throws StowageException {
        return downloads.list(DownloadQuery.ALL).items().stream()
                .map(Download::id)
                .toList();
    }

    private void restart() throws StowageException {
        stowage = world.started();
        downloads = stowage.downloads();
    }
}
