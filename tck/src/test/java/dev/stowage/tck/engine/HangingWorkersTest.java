package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static dev.stowage.tck.engine.World.sha;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers of which some hang where nothing can end it, as file operations do on a mount whose server is gone. */
@Timeout(60)
class HangingWorkersTest {
    private static final String FILE = "x.safetensors";
    private static final WorkerId ONE = new WorkerId("gpu-1");
    private static final WorkerId TWO = new WorkerId("gpu-2");
    private static final WorkerId THREE = new WorkerId("gpu-3");

    @TempDir
    Path models;

    private World world;
    private final FakeEngine engine = new FakeEngine();
    private final CountDownLatch repaired = new CountDownLatch(1);
    private byte[] bytes = {};

    @BeforeEach
    void create() {
        world = new World(models);
        bytes = world.lora(FILE);
    }

    @AfterEach
    void repair() {
        repaired.countDown();
    }

    @Test
    void theOthersGetItWhileOneHangs() throws Exception {
        engine.hanging.put(ONE, repaired);
        try (Stowage stowage = own(BOUND)) {
            CountDownLatch others = arrivals(stowage, 2);
            workers(stowage, ONE, TWO, THREE);
            Download syncing = world.submit(stowage, FILE);
            assertTrue(others.await(30, TimeUnit.SECONDS), "the others wait for the one that hangs");
            repaired.countDown();
            world.assertInstalled(rested(stowage, syncing), bytes);
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
        }
    }

    @Test
    void itsSilenceIsWaitedForOnce() throws Exception {
        engine.hanging.put(ONE, repaired);
        try (Stowage stowage = own(Duration.ofSeconds(1))) {
            workers(stowage, ONE, TWO, THREE);
            world.assertInstalled(rested(stowage, world.submit(stowage, FILE)), bytes);
            assertEquals(1, engine.attempts("gpu-1"));
            assertEquals(Phase.FAILED, phases(stowage).get(ONE));
        }
    }

    @Test
    void whereALookHangsNothingIsBegun() throws Exception {
        engine.dead.put(ONE, repaired);
        try (Stowage stowage = own(Duration.ofSeconds(1))) {
            workers(stowage, ONE);
            Download done = rested(stowage, world.submit(stowage, FILE));
            world.assertInstalled(done, bytes);
            String note = done.findings().get(0).sentence();
            assertTrue(note.startsWith("Could not reach worker gpu-1: what was begun there hangs"), note);
            assertEquals(0, engine.attempts("gpu-1"));
            assertEquals(Phase.FAILED, phases(stowage).get(ONE));
        }
    }

    @Test
    void whoAsksWhetherItIsThereIsAnswered() throws Exception {
        engine.dead.put(ONE, repaired);
        try (Stowage stowage = own(Duration.ofSeconds(1))) {
            workers(stowage, ONE);
            Problem why = stowage.workers().reach(ONE).orElseThrow();
            assertEquals(Codes.WORKER_UNREACHABLE, why.code());
            assertTrue(why.message().contains("hangs"), why.message());
            assertEquals(why, stowage.workers().reach(ONE).orElseThrow(), "without a second thread that hangs");
        }
    }

    @Test
    void oneThatIsElsewhereNowHangsNoMore() throws Exception {
        engine.dead.put(ONE, repaired);
        try (Stowage stowage = own(Duration.ofSeconds(3))) {
            workers(stowage, ONE);
            assertTrue(stowage.workers().reach(ONE).isPresent());
            engine.dead.clear();
            Worker moved = new Worker(ONE, "fake", Set.of(), Map.of("path", "/elsewhere"));
            stowage.workers().put(moved);
            assertEquals(
                    List.of(),
                    stowage.workers().reach(ONE).map(Problem::message).stream().toList());
            world.assertInstalled(rested(stowage, world.submit(stowage, FILE)), bytes);
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
            workers(stowage, ONE);
            assertTrue(stowage.workers().reach(ONE).isPresent(), "where it was before it still hangs");
        }
    }

    @Test
    void oneThatIsCancelledWhileItHangsGetsNoSecondThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        engine.before = call -> begun.countDown();
        engine.hanging.put(ONE, repaired);
        try (Stowage stowage = own(BOUND)) {
            rested(stowage, world.submit(stowage, FILE));
            workers(stowage, ONE);
            stowage.workers().sync(sha(bytes), WorkerSelection.ALL);
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            stowage.workers().put(new Worker(ONE, "fake", Set.of("other"), Map.of()));
            stowage.workers().sync(sha(bytes), WorkerSelection.ALL);
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(1, engine.attempts("gpu-1"));
            assertEquals(Map.of(ONE, Phase.FAILED), phases(stowage));
        }
    }

    @Test
    void whatArrivesWhereAWorkerWasBeforeCountsNot() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        engine.before = call -> begun.countDown();
        engine.hanging.put(ONE, repaired);
        try (Stowage stowage = own(BOUND)) {
            workers(stowage, ONE);
            Download syncing = world.submit(stowage, FILE);
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            stowage.workers().put(new Worker(ONE, "fake", Set.of(), Map.of("path", "/elsewhere")));
            repaired.countDown();
            rested(stowage, syncing);
            assertEquals(Map.of(ONE, Phase.PENDING), phases(stowage));
        }
    }

    @Test
    void anEngineThatWouldRatherHaveAllOfThemGetsThem() throws Exception {
        engine.together = true;
        engine.offline.add(TWO);
        try (Stowage stowage = own(BOUND)) {
            CountDownLatch both = new CountDownLatch(1);
            engine.hanging.put(THREE, both);
            workers(stowage, ONE, TWO, THREE);
            CountDownLatch first = arrivals(stowage, 1);
            Download syncing = world.submit(stowage, FILE);
            assertTrue(first.await(30, TimeUnit.SECONDS));
            both.countDown();
            rested(stowage, syncing);
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.FAILED, THREE, Phase.DONE), phases(stowage));
            assertEquals(List.of("gpu-2 in vain", "gpu-1 " + FILE, "gpu-3 " + FILE), engine.attempts);
        }
    }

    @Test
    void takingOffFromOneThatHangsIsGivenUp() throws Exception {
        try (Stowage stowage = own(Duration.ofSeconds(3))) {
            workers(stowage, ONE);
            rested(stowage, world.submit(stowage, FILE));
            engine.hanging.put(ONE, repaired);
            StowageException e =
                    assertThrows(StowageException.class, () -> stowage.workers().takeOff(sha(bytes), ONE));
            assertEquals(Codes.WORKER_UNREACHABLE, e.problem().code());
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
        }
    }

    private Stowage own(Duration silence) throws StowageException {
        world.limits = World.QUICK.bearingSilence(silence);
        return World.started(world.wired().use(WorkerSync.class, "fake", engine).work(Scope.OWN));
    }

    private static void workers(Stowage stowage, WorkerId... ids) throws StowageException {
        for (WorkerId id : ids) {
            stowage.workers().put(new Worker(id, "fake", Set.of(), Map.of()));
        }
    }

    private Map<WorkerId, Phase> phases(Stowage stowage) throws StowageException {
        return stowage.workers().states(sha(bytes)).stream()
                .collect(Collectors.toMap(Sync::worker, sync -> sync.state().phase()));
    }

    private static CountDownLatch arrivals(Stowage stowage, int expected) {
        CountDownLatch left = new CountDownLatch(expected);
        stowage.listen(new StowageListener() {
            @Override
            public void synced(Sha256 asset, WorkerId worker, SyncState state) {
                if (state.phase() == Phase.DONE) {
                    left.countDown();
                }
            }
        });
        return left;
    }
}
