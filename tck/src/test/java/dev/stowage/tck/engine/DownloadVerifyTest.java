package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.Check;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Health;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.Recheck;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import dev.stowage.tck.fake.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a download has placed is read again, and that it was damaged stays with the download. */
@Timeout(60)
class DownloadVerifyTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final String X = "x.safetensors";

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-01T12:00:00Z"));
    private World world;
    private Stowage stowage;
    private byte[] bytes = {};
    private Download done;

    @BeforeEach
    void install() throws Exception {
        world = new World(folder.resolve("models"));
        bytes = world.lora(X);
        stowage = World.started(world.wired().clock(clock));
        done = rested(stowage, world.submit(stowage, X));
        world.assertInstalled(done, bytes);
        clock.set(LATER);
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void anIntactFileIsFineAndRemembersWhenItWasReadAgain() throws Exception {
        Download seen = stowage.downloads().verify(done.id());
        assertEquals(Status.COMPLETED, seen.status());
        assertEquals(Health.OK, seen.health());
        assertEquals(Verdict.MATCH, seen.verdict());
        assertEquals(
                Optional.of(new Check(Check.Condition.INTACT, LATER)),
                seen.recheck().map(Recheck::check));
        assertEquals(done.version() + 1, seen.version());
        assertEquals(LATER, seen.updatedAt());
        assertEquals(Optional.of(seen), stowage.downloads().find(done.id()));
        assertEquals(check(Check.Condition.INTACT), assetCheck());
    }

    @Test
    void aDamagedFileIsAnErrorUntilItIsIntactAgain() throws Exception {
        byte[] flipped = World.flipped(bytes);
        Files.write(world.inLoras(X), flipped);
        Download damaged = stowage.downloads().verify(done.id());
        assertEquals(Status.COMPLETED, damaged.status());
        assertEquals(Health.ERROR, damaged.health());
        assertEquals(Verdict.MISMATCH, damaged.verdict());
        assertTrue(
                damaged.messages().get(0).contains("potentially corrupted or tampered"), damaged.messages()::toString);
        assertEquals(
                Optional.of(World.sha(flipped)),
                damaged.recheck().flatMap(Recheck::computed).flatMap(Digests::sha256));
        assertEquals(check(Check.Condition.DAMAGED), assetCheck());

        Files.write(world.inLoras(X), bytes);
        Download mended = stowage.downloads().verify(done.id());
        assertEquals(Health.OK, mended.health());
        assertEquals(Verdict.MATCH, mended.verdict());
        assertEquals(check(Check.Condition.INTACT), assetCheck());
    }

    @Test
    void aMissingFileIsAnErrorButNoMismatch() throws Exception {
        Files.delete(world.inLoras(X));
        Download missing = stowage.downloads().verify(done.id());
        assertEquals(Health.ERROR, missing.health());
        assertEquals(Verdict.MATCH, missing.verdict());
        assertEquals(
                Optional.of(Codes.MISSING),
                missing.recheck().flatMap(Recheck::problem).map(Problem::code));
    }

    @Test
    void whoListensHearsIt() throws Exception {
        LinkedBlockingQueue<Download> heard = new LinkedBlockingQueue<>();
        StowageListener listener = new StowageListener() {
            @Override
            public void changed(Download before, Download after) {
                heard.add(after);
            }
        };
        try (Subscription listening = stowage.listen(listener)) {
            Files.write(world.inLoras(X), World.flipped(bytes));
            Download damaged = stowage.downloads().verify(done.id());
            Download last = done;
            while (!last.equals(damaged)) { // news of its registering may still be on the way
                last = requireNonNull(heard.poll(30, TimeUnit.SECONDS), "it was not told");
            }
        }
    }

    @Test
    void aDuplicateThatWasSkippedIsReadWhereTheAssetLies() throws Exception {
        Download skipped = rested(stowage, world.submitSkipping(stowage, X));
        assertTrue(skipped.isReused());
        assertEquals(Verdict.MATCH, stowage.downloads().verify(skipped.id()).verdict());
        Files.write(world.inLoras(X), World.flipped(bytes));
        assertEquals(Verdict.MISMATCH, stowage.downloads().verify(skipped.id()).verdict());
    }

    @Test
    void aSecondFileSaysNothingOfTheFirst() throws Exception {
        Answers second = Answers.builder().onDuplicate(OnDuplicate.DOWNLOAD).build();
        Download beside = rested(
                stowage,
                stowage.downloads().submit(world.asking(X).answers(second).build()));
        Path file = beside.filePath().orElseThrow();
        Files.write(file, World.flipped(bytes));
        Download damaged = stowage.downloads().verify(beside.id());
        assertEquals(Health.ERROR, damaged.health());
        assertTrue(damaged.messages().get(0).contains(file.toString()), damaged.messages()::toString);
        assertEquals(Optional.empty(), assetCheck());
        assertEquals(Health.OK, stowage.downloads().verify(done.id()).health());
    }

    @Test
    void whatTheRegistryHasForgottenIsComparedAllTheSame() throws Exception {
        world.registry.forget(World.sha(bytes));
        assertEquals(Health.OK, stowage.downloads().verify(done.id()).health());
        Files.write(world.inLoras(X), World.flipped(bytes));
        assertEquals(Health.ERROR, stowage.downloads().verify(done.id()).health());
    }

    @Test
    void whatHasNotPlacedAFileSaysWhatIsPossible() throws Exception {
        world.source.holdResolves();
        Download resolving = world.submit(stowage, "unknown");
        Problem refused = assertThrows(
                        StowageException.class, () -> stowage.downloads().verify(resolving.id()))
                .problem();
        assertEquals(Codes.ILLEGAL_STATE, refused.code());
        assertTrue(refused.message().contains("Possible now: cancel, priority"), refused.message());
    }

    @Test
    void aFolderInPlaceOfTheFileIsToldAndNotRecorded() throws Exception {
        Files.delete(world.inLoras(X));
        Files.createDirectory(world.inLoras(X));
        assertThrows(StowageException.class, () -> stowage.downloads().verify(done.id()));
        assertEquals(Optional.of(done), stowage.downloads().find(done.id()));
    }

    private static Optional<Check> check(Check.Condition condition) {
        return Optional.of(new Check(condition, LATER));
    }

    private Optional<Check> assetCheck() throws StowageException {
        Sha256 id = World.sha(bytes);
        return world.registry.find(id).flatMap(Asset::check);
    }
}
