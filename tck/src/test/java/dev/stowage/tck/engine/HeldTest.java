package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.Downloads;
import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for paused: everything is found out about it, and nothing is fetched before somebody resumes it. */
@Timeout(90)
class HeldTest {
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
    void nothingIsFetchedBeforeItIsResumed() throws Exception {
        Download held = rested(stowage, paused(X));
        assertEquals(Status.PAUSED, held.status());
        assertEquals(Optional.of(X), held.fileName().map(Object::toString));
        assertEquals(0, world.downloader.attempts());
        world.assertInstalled(rested(stowage, downloads.resume(held.id())), bytes);
        assertFalse(downloads.find(held.id()).orElseThrow().answers().paused(), "that was once");
    }

    @Test
    void noSlotIsNeededForIt() throws Exception {
        stowage.close();
        world.limits = new Limits(1, 8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(10));
        restart();
        world.lora("slow.safetensors");
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download slow = world.submit(stowage, "slow.safetensors");
        hold.awaitReached(BOUND);
        assertEquals(Status.PAUSED, rested(stowage, paused(X)).status());
        hold.open();
        assertEquals(Status.COMPLETED, rested(stowage, slow).status());
    }

    @Test
    void aRestartKeepsTheWish() throws Exception {
        Checkpoint hold = world.source.holdResolves();
        Download resolving = paused(X);
        hold.awaitReached(BOUND);
        stowage.close();
        hold.open();
        restart();
        assertEquals(Status.PAUSED, rested(stowage, resolving).status());
        assertEquals(0, world.downloader.attempts());
    }

    @Test
    void aQuestionComesFirst() throws Exception {
        two(false);
        Download asking = rested(stowage, paused("both"));
        assertEquals(Optional.of(Need.CHOOSE_FILE), asking.need());
        Download answered = downloads.decide(asking.id(), Decision.files(List.of(X)));
        assertEquals(Status.PAUSED, rested(stowage, answered).status());
        world.assertInstalled(rested(stowage, downloads.resume(asking.id())), bytes);
    }

    @Test
    void eachFileOfAReferenceWaits() throws Exception {
        two(true);
        paused("both");
        Download first = rested(stowage, paused("both"));
        Download second = downloads.list(DownloadQuery.ALL).items().stream()
                .filter(one -> !one.id().equals(first.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(Status.PAUSED, first.status());
        assertEquals(Status.PAUSED, rested(stowage, second).status());
        assertEquals(0, world.downloader.attempts());
    }

    @Test
    void askedForPausedWhatRunsStops() throws Exception {
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download running = world.submit(stowage, X);
        hold.awaitReached(BOUND);
        Download again = paused(X);
        assertEquals(running.id(), again.id());
        assertEquals(Status.PAUSED, again.status());
        assertEquals(again, paused(X), "it is so already");
    }

    @Test
    void askedForPlainlyItDoesNotWaitAnyMore() throws Exception {
        Checkpoint hold = world.source.holdResolves();
        Download resolving = paused(X);
        hold.awaitReached(BOUND);
        assertEquals(resolving.id(), world.submit(stowage, X).id());
        hold.open();
        world.assertInstalled(rested(stowage, resolving), bytes);
    }

    @Test
    void resumedBeforeItCouldPauseItGoesOn() throws Exception {
        Checkpoint hold = world.source.holdResolves();
        Download resolving = paused(X);
        hold.awaitReached(BOUND);
        assertEquals(Status.RESOLVING, downloads.resume(resolving.id()).status());
        hold.open();
        world.assertInstalled(rested(stowage, resolving), bytes);
    }

    @Test
    void anOpenQuestionIsNotAskedAgainForIt() throws Exception {
        two(false);
        Download asking = rested(stowage, world.submit(stowage, "both"));
        Download again = paused("both");
        assertEquals(Status.AWAITING_DECISION, again.status());
        assertTrue(again.answers().paused());
        assertEquals(asking.id(), again.id());
        assertEquals(1, world.source.resolves());
    }

    private Download paused(String name) throws StowageException {
        Answers answers = Answers.builder().paused(true).build();
        return downloads.submit(world.asking(name).answers(answers).build());
    }

    private void two(boolean recommended) {
        byte[] two = world.lora("two.safetensors");
        RemoteFile.Builder one = world.remote(X, bytes).sha256(World.sha(bytes));
        RemoteFile.Builder other = world.remote("two.safetensors", two).sha256(World.sha(two));
        world.page(
                "both",
                ModelType.LORA,
                one.recommended(recommended).build(),
                other.recommended(recommended).build());
    }

    private void restart() throws StowageException {
        stowage = world.started();
        downloads = stowage.downloads();
    }
}
