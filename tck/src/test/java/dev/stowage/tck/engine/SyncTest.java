package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static dev.stowage.tck.engine.World.rested;
import static dev.stowage.tck.engine.World.sha;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.api.StowageListener;
import dev.stowage.api.WorkerStatus;
import dev.stowage.model.Answers;
import dev.stowage.model.Change;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Health;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.CrashingStorage.Accident;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was registered goes to the workers. */
@Timeout(60)
class SyncTest {
    private static final String FILE = "x.safetensors";
    private static final WorkerId ONE = new WorkerId("gpu-1");
    private static final WorkerId TWO = new WorkerId("gpu-2");
    private static final WorkerId THREE = new WorkerId("gpu-3");

    @TempDir
    Path models;

    private World world;
    private final FakeEngine engine = new FakeEngine();
    private byte[] bytes = {};

    @BeforeEach
    void create() {
        world = new World(models);
        bytes = world.lora(FILE);
    }

    @Test
    void bringsWhatWasDownloadedToEachWorker() throws Exception {
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            Arrivals arrivals = arrivals(stowage, 3, ONE, TWO, THREE);
            Download done = rested(stowage, world.submit(stowage, FILE));
            world.assertInstalled(done, bytes);
            assertEquals(List.of(), done.findings());
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
            assertEquals(Optional.of("loras/" + FILE), engine.path(ONE, sha(bytes)));
            assertTrue(stowage.downloads().history(done.id()).stream()
                    .map(Change::status)
                    .anyMatch(Status.SYNCING::equals));
            arrivals.awaitAll();
            WorkerStatus status = stowage.workers().find(ONE).orElseThrow();
            assertEquals(1, status.count(Phase.DONE));
            assertTrue(status.lastSeen().isPresent());
            assertEquals(Optional.empty(), status.problem());
        }
    }

    @Test
    void oneBrokenWorkerFailsNothing() throws Exception {
        engine.offline.add(TWO);
        try (Stowage stowage = own()) {
            threeWorkers(stowage);
            Download done = rested(stowage, world.submit(stowage, FILE));
            world.assertInstalled(done, bytes);
            assertEquals(Health.OK, done.health());
            Finding note = done.findings().get(0);
            assertEquals(Codes.NOT_SYNCED, note.code());
            assertTrue(note.sentence().contains("gpu-2"), note.sentence());
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.FAILED, THREE, Phase.DONE), phases(stowage));
            assertEquals(1, engine.attempts("gpu-2"));
            WorkerStatus broken = stowage.workers().find(TWO).orElseThrow();
            assertEquals(
                    Codes.WORKER_UNREACHABLE, broken.problem().orElseThrow().code());
            assertTrue(stowage.workers().reach(TWO).isPresent());
            assertEquals(Optional.empty(), stowage.workers().reach(ONE));
        }
    }

    @Test
    void aWorkerThatHangsHoldsUpNeitherTheDownloadNorTheOthers() throws Exception {
        world.limits = World.QUICK.bearingSilence(Duration.ofSeconds(1));
        CountDownLatch repaired = new CountDownLatch(1);
        engine.hanging.put(ONE, repaired);
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            Arrivals others = arrivals(stowage, 2, TWO, THREE);
            Download done = rested(stowage, world.submit(stowage, FILE));
            world.assertInstalled(done, bytes);
            String note = done.findings().get(0).sentence();
            assertTrue(note.startsWith("Could not reach worker gpu-1: what was begun there hangs"), note);
            others.awaitAll();
            long attempts = engine.attempts("gpu-1");
            stowage.workers().sync(sha(bytes), WorkerSelection.tagged(Set.of("gpu-1")));
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(attempts, engine.attempts("gpu-1"), "no second thread hangs there");
            assertEquals(
                    Codes.WORKER_UNREACHABLE,
                    stowage.workers()
                            .find(ONE)
                            .orElseThrow()
                            .problem()
                            .orElseThrow()
                            .code());
            Arrivals back = arrivals(stowage, 1, ONE);
            engine.hanging.clear();
            repaired.countDown();
            back.awaitAll();
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
        } finally {
            repaired.countDown();
        }
    }

    @Test
    void aWorkerThatIsBackCatchesUp() throws Exception {
        engine.offline.add(TWO);
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
            assertEquals(Optional.empty(), engine.path(TWO, sha(bytes)));
            Arrivals arrivals = arrivals(stowage, 1, TWO);
            engine.offline.clear();
            arrivals.awaitAll();
            assertEquals(Phase.DONE, phases(stowage).get(TWO));
        }
    }

    @Test
    void aWorkerThatIsBackAfterARestartCatchesUp() throws Exception {
        engine.offline.add(TWO);
        try (Stowage stowage = own()) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
        }
        engine.offline.clear();
        Stowage stowage = wired().build();
        Arrivals arrivals = arrivals(stowage, 1, TWO);
        try (stowage) {
            stowage.start();
            arrivals.awaitAll();
            assertEquals(Phase.DONE, phases(stowage).get(TWO));
            assertEquals(1, engine.attempts("gpu-1"));
        }
    }

    @Test
    void aWorkerThatJoinsLaterGetsWhatIsWantedThere() throws Exception {
        world.lora("slow.safetensors");
        world.lora("none.safetensors");
        try (Stowage stowage = started()) {
            rested(stowage, world.submit(stowage, FILE));
            rested(stowage, submit(stowage, "slow.safetensors", WorkerSelection.tagged(Set.of("slow"))));
            rested(stowage, submit(stowage, "none.safetensors", WorkerSelection.NONE));
            Arrivals arrivals = arrivals(stowage, 1, ONE);
            WorkerStatus joined = stowage.workers().put(worker(ONE, "fast"));
            assertEquals(ONE, joined.worker().id());
            arrivals.awaitAll();
            Arrivals more = arrivals(stowage, 2, TWO);
            stowage.workers().put(worker(TWO, "slow"));
            more.awaitAll();
            assertEquals(1, engine.attempts("gpu-1"));
            assertEquals(2, engine.attempts("gpu-2"));
        }
    }

    @Test
    void onlySelectedWorkersGetIt() throws Exception {
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            rested(stowage, submit(stowage, FILE, WorkerSelection.tagged(Set.of("fast", "gpu-3"))));
            assertEquals(Map.of(ONE, Phase.DONE, THREE, Phase.DONE), phases(stowage));
            List<Sync> asked = stowage.workers().sync(sha(bytes), WorkerSelection.tagged(Set.of("gpu-2")));
            assertEquals(List.of(TWO), asked.stream().map(Sync::worker).toList());
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
            assertEquals(
                    WorkerSelection.tagged(Set.of("fast", "gpu-3", "gpu-2")),
                    stowage.workers().wanted(sha(bytes)));
        }
    }

    @Test
    void noneIsNone() throws Exception {
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            Download done = rested(stowage, submit(stowage, FILE, WorkerSelection.NONE));
            assertFalse(stowage.downloads().history(done.id()).stream()
                    .map(Change::status)
                    .anyMatch(Status.SYNCING::equals));
            assertEquals(Map.of(), phases(stowage));
        }
    }

    @Test
    void aDisabledWorkerIsLeftAloneUntilItIsEnabled() throws Exception {
        try (Stowage stowage = started()) {
            stowage.workers().put(worker(ONE, "fast").enabled(false));
            world.assertInstalled(rested(stowage, world.submit(stowage, FILE)), bytes);
            assertEquals(Map.of(ONE, Phase.PENDING), phases(stowage));
            assertEquals(0, engine.attempts("gpu-1"));
            stowage.workers().put(worker(ONE, "fast"));
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
        }
    }

    @Test
    void whoWorksOnItsOwnTriesWhatItIsAskedForOnce() throws Exception {
        world.lora("y.safetensors");
        engine.offline.add(ONE);
        try (Stowage stowage = own()) {
            rested(stowage, world.submit(stowage, FILE));
            rested(stowage, world.submit(stowage, "y.safetensors"));
            stowage.workers().put(worker(ONE, "fast"));
            stowage.workers().sync(sha(bytes), WorkerSelection.ALL);
            List<Sync> tried = stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Phase.FAILED, tried.get(0).state().phase());
            assertEquals(List.of("gpu-1 in vain"), engine.attempts);
            engine.offline.clear();
            assertEquals(1, stowage.workers().retry(ONE));
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
            assertEquals(2, engine.attempts("gpu-1"));
        }
    }

    @Test
    void goesOnAfterAStopInTheMiddle() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Download stopped;
        try (Stowage stowage = own()) {
            stowage.workers().put(worker(ONE, "fast"));
            engine.before = call -> {
                CountDownLatch cancelled = new CountDownLatch(1);
                try (var ignored = call.onCancel(cancelled::countDown)) {
                    begun.countDown();
                    cancelled.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                call.check();
            };
            stopped = world.submit(stowage, FILE);
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            assertEquals(Map.of(ONE, Phase.RUNNING), phases(stowage));
            assertEquals(
                    Map.of(Phase.RUNNING, 1L), stowage.workers().list().get(0).syncs(), "and not pending as well");
        }
        engine.before = call -> {};
        assertEquals(
                Status.SYNCING,
                world.storage.downloads().find(stopped.id()).orElseThrow().status());
        try (Stowage stowage = started()) {
            world.assertInstalled(rested(stowage, stopped), bytes);
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIES_BEFORE", "DIES_AFTER"})
    void endsWellWhereverTheProcessStops(Accident death) throws Exception {
        boolean died = true;
        for (int save = 2; died; save++) {
            World other = new World(models.resolve(death + "-" + save));
            byte[] content = other.lora(FILE);
            other.storage.workers().put(worker(ONE, "fast"));
            CrashingStorage storage = new CrashingStorage(other.storage).at(save, death);
            Download download;
            try (Stowage stowage = World.started(other.wired(storage)
                    .use(AssetRegistry.class, "test", other.registry)
                    .use(WorkerSync.class, "fake", engine))) {
                download = other.submit(stowage, FILE);
                while (!storage.isDead()
                        && !other.storage
                                .downloads()
                                .find(download.id())
                                .orElseThrow()
                                .status()
                                .ended()) {
                    Thread.onSpinWait();
                }
            }
            died = storage.isDead();
            try (Stowage stowage = World.started(other.wired().use(WorkerSync.class, "fake", engine))) {
                other.assertInstalled(rested(stowage, download), content);
                stowage.workers().await(sha(content), BOUND);
                assertEquals(
                        Phase.DONE,
                        stowage.workers().states(sha(content)).get(0).state().phase());
            }
        }
    }

    @Test
    void whatIsWrongWithAnEngineFailsNoDownload() throws Exception {
        engine.before = call -> {
            throw new IllegalStateException("a bug");
        };
        try (Stowage stowage = own()) {
            threeWorkers(stowage);
            Download done = rested(stowage, world.submit(stowage, FILE));
            world.assertInstalled(done, bytes);
            assertEquals(Map.of(ONE, Phase.FAILED, TWO, Phase.FAILED, THREE, Phase.FAILED), phases(stowage));
        }
    }

    @Test
    void aWorkerThatIsRemovedTakesItsStatesAlong() throws Exception {
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
            assertTrue(stowage.workers().remove(ONE));
            assertFalse(stowage.workers().remove(ONE));
            assertEquals(Map.of(TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
            assertEquals(2, stowage.workers().list().size());
        }
    }

    @Test
    void aWorkerThatMovedIsProvenAgain() throws Exception {
        try (Stowage stowage = started()) {
            stowage.workers().put(worker(ONE, "fast"));
            rested(stowage, world.submit(stowage, FILE));
            assertEquals(1, engine.attempts("gpu-1"));
            stowage.workers().put(worker(ONE, "other-tag"));
            assertEquals(Map.of(ONE, Phase.DONE), phases(stowage));
            stowage.workers().put(new Worker(ONE, "fake", Set.of("fast"), Map.of("path", "/elsewhere")));
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(2, engine.attempts("gpu-1"));
        }
    }

    @Test
    void whatIsTakenOffStaysOffUntilItIsAskedFor() throws Exception {
        try (Stowage stowage = started()) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
            Sync off = stowage.workers().takeOff(sha(bytes), ONE);
            assertEquals(Phase.REMOVED, off.state().phase());
            assertEquals(Optional.empty(), engine.path(ONE, sha(bytes)));
            stowage.workers().put(worker(ONE, "fast"));
            assertEquals(Phase.REMOVED, phases(stowage).get(ONE));
            stowage.workers().sync(sha(bytes), WorkerSelection.ALL);
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Phase.DONE, phases(stowage).get(ONE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyRemovedAtAWorkerComesBackWhenItIsAskedFor(Scope scope) throws Exception {
        try (Stowage stowage = World.started(wired().work(scope))) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
            engine.loses(ONE, sha(bytes));
            engine.offline.add(TWO);
            stowage.workers().sync(sha(bytes), WorkerSelection.tagged(Set.of("gpu-1", "gpu-3")));
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.DONE, THREE, Phase.DONE), phases(stowage));
            assertTrue(engine.path(ONE, sha(bytes)).isPresent());
            assertEquals(2, engine.attempts("gpu-1"));
            assertEquals(1, engine.attempts("gpu-2"));
            assertEquals(1, engine.attempts("gpu-3"), "it is still there");
        }
    }

    @Test
    void aWorkerThatIsAwayHasNothingThatCanBeProven() throws Exception {
        try (Stowage stowage = own()) {
            threeWorkers(stowage);
            rested(stowage, world.submit(stowage, FILE));
            engine.offline.add(TWO);
            stowage.workers().put(worker(THREE, "slow").enabled(false));
            stowage.workers().sync(sha(bytes), WorkerSelection.ALL);
            stowage.workers().await(sha(bytes), BOUND);
            assertEquals(Map.of(ONE, Phase.DONE, TWO, Phase.FAILED, THREE, Phase.DONE), phases(stowage));
            assertEquals(
                    Codes.WORKER_UNREACHABLE,
                    stowage.workers()
                            .find(TWO)
                            .orElseThrow()
                            .problem()
                            .orElseThrow()
                            .code());
            assertEquals(List.of("gpu-2 " + FILE, "gpu-2 in vain"), attempts("gpu-2"));
        }
    }

    @Test
    void workersThatCannotBeMeantAreRefused() throws Exception {
        try (Stowage stowage = started()) {
            Worker nobody = new Worker(ONE, "nobody", Set.of(), Map.of());
            Worker bad = new Worker(ONE, "fake", Set.of(), Map.of("bad", "yes"));
            for (Worker refused : List.of(nobody, bad)) {
                StowageException e = assertThrows(
                        StowageException.class, () -> stowage.workers().put(refused));
                assertEquals(Codes.BAD_WORKER, e.problem().code());
            }
            assertEquals(List.of(), stowage.workers().list());
            StowageException unknown =
                    assertThrows(StowageException.class, () -> stowage.workers().sync(sha(bytes), WorkerSelection.ALL));
            assertEquals(Codes.UNKNOWN_ID, unknown.problem().code());
        }
    }

    private List<String> attempts(String worker) {
        return engine.attempts.stream()
                .filter(attempt -> attempt.startsWith(worker + " "))
                .toList();
    }

    private StowageBuilder wired() {
        return world.wired().use(WorkerSync.class, "fake", engine);
    }

    private Stowage started() throws StowageException {
        return World.started(wired());
    }

    private Stowage own() throws StowageException {
        return World.started(wired().work(Scope.OWN));
    }

    private static void threeWorkers(Stowage stowage) throws StowageException {
        stowage.workers().put(worker(ONE, "fast"));
        stowage.workers().put(worker(TWO, "slow"));
        stowage.workers().put(worker(THREE, "slow"));
    }

    private static Worker worker(WorkerId id, String tag) {
        return new Worker(id, "fake", Set.of(tag), Map.of());
    }

    private Download submit(Stowage stowage, String name, WorkerSelection workers) throws StowageException {
        Answers answers = Answers.builder().workers(workers).build();
        return stowage.downloads().submit(world.asking(name).answers(answers).build());
    }

    private Map<WorkerId, Phase> phases(Stowage stowage) throws StowageException {
        return stowage.workers().states(sha(bytes)).stream()
                .collect(Collectors.toMap(Sync::worker, sync -> sync.state().phase()));
    }

    private static Arrivals arrivals(Stowage stowage, int expected, WorkerId... at) {
        Arrivals arrivals = new Arrivals(Set.of(at), new CountDownLatch(expected));
        stowage.listen(arrivals);
        return arrivals;
    }

    /** Hears what arrives at some workers. */
    private record Arrivals(Set<WorkerId> at, CountDownLatch left) implements StowageListener {
        @Override
        public void synced(Sha256 asset, WorkerId worker, SyncState state) {
            if (state.phase() == Phase.DONE && at.contains(worker)) {
                left.countDown();
            }
        }

        void awaitAll() throws InterruptedException {
            assertTrue(left.await(30, TimeUnit.SECONDS), "it has not arrived");
        }
    }
}
