package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Resolution;
import dev.stowage.model.Status;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong by itself, and what becomes of it. */
@Timeout(60)
class RetryTest {
    @TempDir
    Path models;

    private World world;

    @BeforeEach
    void create() {
        world = new World(models);
    }

    @Test
    void triesAgainAfterTroubleAndWaitsLongerEachTime() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        List<Download> waits = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.fake.nextFails(0, World.trouble());
        }
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(waits(waits));
            stowage.start();
            Download done = rested(stowage, world.submit(stowage, "x.safetensors"));
            world.assertInstalled(done, bytes);
            assertEquals(0, done.attempts());
            assertEquals(Optional.empty(), done.problem());
            awaitAll(5, waits);
        }
        assertEquals(
                List.of(1, 2, 3, 4, 5), waits.stream().map(Download::attempts).toList());
        for (Download waiting : waits) {
            long millis = Duration.between(
                            waiting.updatedAt(), waiting.retryAt().orElseThrow())
                    .toMillis();
            assertTrue(millis <= Math.min(4, 1L << (waiting.attempts() - 1)), millis + " ms");
            assertEquals(Optional.of(World.trouble()), waiting.problem());
        }
    }

    @Test
    void givesUpAfterAsManyAttemptsAsItMay() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        for (int i = 0; i < 8; i++) {
            world.fake.nextFails(0, World.trouble());
        }
        try (Stowage stowage = world.started()) {
            Download failed = rested(stowage, world.submit(stowage, "x.safetensors"));
            assertEquals(Status.FAILED, failed.status());
            assertEquals(Optional.of(World.trouble()), failed.problem());
            assertEquals(8, world.downloader.attempts());
            world.assertInstalled(rested(stowage, stowage.downloads().retry(failed.id())), bytes);
        }
    }

    @Test
    void doesNotGiveUpAsLongAsBytesCome() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        for (int i = 1; i <= 20; i++) {
            world.fake.nextFails(i * 5000L, World.trouble());
        }
        List<Download> waits = new CopyOnWriteArrayList<>();
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(waits(waits));
            stowage.start();
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
            awaitAll(20, waits);
        }
        assertEquals(20, waits.size());
        assertTrue(waits.stream().allMatch(waiting -> waiting.attempts() == 1), waits.toString());
        assertTrue(waits.get(19).receivedBytes() >= 95_000, () -> waits.get(19).toString());
    }

    @Test
    void beginsToCountFromNothingAfterAMismatch() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.serve("x.safetensors", World.flipped(bytes));
        world.fake.nextPasses();
        for (int i = 1; i <= 20; i++) {
            world.fake.nextFails(i * 5000L, World.trouble());
        }
        world.downloader.after = (request, attempt, call) -> world.serve("x.safetensors", bytes);
        try (Stowage stowage = world.started()) {
            Download done = rested(stowage, world.submit(stowage, "x.safetensors"));
            world.assertInstalled(done, bytes);
        }
    }

    @Test
    void triesAgainToFindOutWhatAReferenceMeans() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.source.nextResolvesFail(World.trouble(), World.trouble());
        try (Stowage stowage = world.started()) {
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
            assertEquals(3, world.source.resolves());
        }
    }

    @Test
    void saysThatThereIsNoSuchThing() throws Exception {
        try (Stowage stowage = world.started()) {
            Download failed = rested(stowage, world.submit(stowage, "missing"));
            assertEquals(Status.FAILED, failed.status());
            assertEquals(3, failed.problem().orElseThrow().kind().exitCode());
            byte[] bytes = world.lora("missing");
            world.assertInstalled(rested(stowage, stowage.downloads().retry(failed.id())), bytes);
        }
    }

    @Test
    void asksForWhatOnlyAPersonCanDo() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Problem login = Problem.of(
                        Problem.Kind.AUTHENTICATION, Codes.LOGIN_NEEDED, "get it", "it wants a login", "Log in.")
                .asking(Need.ADD_TOKEN);
        world.source.nextResolvesFail(login);
        world.source.nextLocatesFail(login);
        try (Stowage stowage = world.started()) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            assertEquals(Status.AWAITING_DECISION, asking.status());
            assertEquals(Optional.of(Need.ADD_TOKEN), asking.need());
            Download again = rested(stowage, stowage.downloads().retry(asking.id()));
            assertEquals(Optional.of(Need.ADD_TOKEN), again.need(), "now where the bytes are");
            world.assertInstalled(rested(stowage, stowage.downloads().retry(asking.id())), bytes);
        }
    }

    @Test
    void asksWhichFileIsMeantAndTakesTheAnswer() throws Exception {
        byte[] one = world.lora("one.safetensors");
        byte[] two = world.lora("two.safetensors");
        world.page(
                "both",
                ModelType.LORA,
                world.remote("one.safetensors", one).sha256(World.sha(one)).build(),
                world.remote("two.safetensors", two).sha256(World.sha(two)).build());
        try (Stowage stowage = world.started()) {
            Download asking = rested(stowage, world.submit(stowage, "both"));
            assertEquals(Optional.of(Need.CHOOSE_FILE), asking.need());
            assertTrue(
                    asking.messages().get(0).contains("one.safetensors, two.safetensors"),
                    asking.messages().toString());
            Answers answers =
                    Answers.builder().files(List.of("two.safetensors")).build();
            Download adopted = stowage.downloads()
                    .submit(world.asking("both").answers(answers).build());
            assertEquals(asking.id(), adopted.id(), "a second submit answers the question");
            world.assertInstalled(rested(stowage, adopted), two);
        }
    }

    @Test
    void fetchesAgainWhatWasCutOnTheDisk() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.downloader.after = (request, attempt, call) -> {
            if (attempt == 1) {
                unchecked(() -> Files.write(request.partFile(), new byte[10]));
            }
        };
        try (Stowage stowage = world.started()) {
            // the fake takes the ten bytes for good ones, so that the digest tells in the end
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
            assertEquals(3, world.downloader.attempts());
        }
    }

    @Test
    void givesUpOnADiskThatNeverKeepsTheBytes() throws Exception {
        world.lora("x.safetensors");
        world.downloader.after = (request, attempt, call) -> unchecked(() -> Files.delete(request.partFile()));
        try (Stowage stowage = world.started()) {
            Download failed = rested(stowage, world.submit(stowage, "x.safetensors"));
            assertEquals(Status.FAILED, failed.status());
            assertEquals(Codes.PART_ALTERED, failed.problem().orElseThrow().code());
            assertEquals(8, world.downloader.attempts());
        }
    }

    @Test
    void failsTheOneDownloadOfAProviderWithADefect() throws Exception {
        byte[] good = world.lora("good.safetensors");
        world.lora("bad.safetensors");
        String bad = World.sha(World.bytes("bad.safetensors", World.LENGTH)).hex();
        List<Throwable> defects =
                List.of(new IllegalStateException("CANARY"), new StackOverflowError("CANARY"), new AssertionError());
        for (Throwable defect : defects) {
            world.downloader.before = (request, attempt, call) -> {
                if (request.published().containsValue(bad)) {
                    World.sneak(defect);
                }
            };
            try (Stowage stowage = world.started()) {
                Download failed = rested(stowage, world.submit(stowage, "bad.safetensors"));
                assertEquals(Status.FAILED, failed.status());
                Problem problem = failed.problem().orElseThrow();
                assertEquals(1, problem.kind().exitCode());
                assertTrue(problem.message().contains(defect.getClass().getName()), problem.message());
                assertFalse(problem.message().contains("CANARY"), problem.message());
                world.assertInstalled(rested(stowage, world.submitSkipping(stowage, "good.safetensors")), good);
            }
        }
    }

    @Test
    void namesThePluginThatThrowsOrReturnsNothing() throws Exception {
        byte[] good = world.lora("good.safetensors");
        AtomicInteger calls = new AtomicInteger();
        SourceResolver broken = new SourceResolver() {
            @Override
            public Match match(Reference reference) {
                return reference.text().startsWith("broken:") ? Match.CERTAIN : Match.NO;
            }

            @Override
            @SuppressWarnings("NullAway")
            public @Nullable Resolution resolve(Reference reference, Call call) {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("CANARY");
                }
                return null;
            }

            @Override
            public FetchTarget locate(FileKey file, Call call) {
                throw new IllegalStateException("CANARY");
            }
        };
        try (Stowage stowage = World.started(world.wired().use(SourceResolver.class, "acme", broken))) {
            for (String text : List.of("broken:throws", "broken:null")) {
                Download failed = rested(stowage, stowage.downloads().submit(DownloadRequest.of(text)));
                assertEquals(Status.FAILED, failed.status());
                assertEquals(Codes.PLUGIN_FAILED, failed.problem().orElseThrow().code());
                assertTrue(
                        failed.messages().get(0).contains("SourceResolver \"acme\""),
                        failed.messages().toString());
                assertFalse(failed.messages().get(0).contains("CANARY"));
            }
            world.assertInstalled(rested(stowage, world.submit(stowage, "good.safetensors")), good);
        }
    }

    @Test
    void leavesOutASourceThatCannotEvenTellWhatIsItsOwn() throws Exception {
        byte[] good = world.lora("good.safetensors");
        SourceResolver broken = new SourceResolver() {
            @Override
            public Match match(Reference reference) {
                throw new IllegalStateException("CANARY");
            }

            @Override
            public Resolution resolve(Reference reference, Call call) {
                throw new IllegalStateException("never");
            }

            @Override
            public FetchTarget locate(FileKey file, Call call) {
                throw new IllegalStateException("never");
            }
        };
        try (Stowage stowage = World.started(world.wired().use(SourceResolver.class, "acme", broken))) {
            world.assertInstalled(rested(stowage, world.submit(stowage, "good.safetensors")), good);
        }
    }

    @Test
    void namesAPolicyThatFails() throws Exception {
        world.lora("x.safetensors");
        PlacementPolicy broken = (facts, rules) -> {
            throw new IllegalStateException("CANARY");
        };
        try (Stowage stowage = World.started(world.wired().use(PlacementPolicy.class, "acme", broken))) {
            Download failed = rested(stowage, world.submit(stowage, "x.safetensors"));
            assertEquals(Codes.PLUGIN_FAILED, failed.problem().orElseThrow().code());
            StowageException refused = assertThrows(
                    StowageException.class,
                    () -> stowage.downloads()
                            .preview(world.asking("x.safetensors").build()));
            assertEquals(Codes.PLUGIN_FAILED, refused.problem().code());
        }
    }

    @Test
    void triesAgainWhenAProviderGivesUpByItself() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        AtomicInteger gaveUp = new AtomicInteger();
        world.downloader.before = (request, attempt, call) -> {
            if (gaveUp.incrementAndGet() <= 3) {
                throw new CancelledException();
            }
        };
        try (Stowage stowage = world.started()) {
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
        }
    }

    @Test
    void doesNotSpinWhenASourceGivesUpByItself() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SourceResolver impatient = new SourceResolver() {
            @Override
            public Match match(Reference reference) {
                return Match.FALLBACK;
            }

            @Override
            public Resolution resolve(Reference reference, Call call) throws StowageException {
                asked.incrementAndGet();
                throw new CancelledException();
            }

            @Override
            public FetchTarget locate(FileKey file, Call call) {
                throw new IllegalStateException("never");
            }
        };
        try (Stowage stowage = World.started(world.wired().use(SourceResolver.class, "acme", impatient))) {
            Download failed = rested(stowage, stowage.downloads().submit(DownloadRequest.of("anything")));
            assertEquals(Status.FAILED, failed.status());
            assertEquals(Codes.TIMED_OUT, failed.problem().orElseThrow().code());
            assertEquals(8, asked.get());
        }
    }

    @Test
    void goesOnAfterItsThreadWasInterrupted() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.downloader.before = (request, attempt, call) -> {
            if (attempt == 1) {
                Thread.currentThread().interrupt();
                call.check();
            }
        };
        try (Stowage stowage = world.started()) {
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
        }
    }

    /** They are told on a thread of their own, which may be late. */
    private static void awaitAll(int count, List<Download> waits) {
        while (waits.size() < count) {
            Thread.onSpinWait();
        }
    }

    private static StowageListener waits(List<Download> waits) {
        return new StowageListener() {
            @Override
            public void changed(Download before, Download after) {
                if (after.retryAt().isPresent()) {
                    waits.add(after);
                }
            }
        };
    }

    private static void unchecked(Disk work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Disk {
        void run() throws IOException;
    }
}
