package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Limits;
import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FileKey;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.CrashingStorage.Accident;
import dev.stowage.tck.fake.SimulatedCrash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store, or the registry on the same database, cannot be reached for a while. */
@Timeout(120)
class StoreTroubleTest {
    private static final List<String> NAMES = List.of("a.safetensors", "b.safetensors", "c.safetensors");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatTransfersMeanwhileIsNotLostAndNotFetchedAgain(Scope scope) throws Exception {
        World world = new World(folder);
        CrashingStorage storage = new CrashingStorage(world.storage);
        Semaphore noticed = new Semaphore(0);
        List<Checkpoint> holds = new ArrayList<>();
        List<Download> all = new ArrayList<>();
        try (Stowage stowage = wired(world, storage).work(scope).build()) {
            stowage.listen(noticing(noticed));
            stowage.start();
            for (String name : NAMES) {
                world.lora(name);
                holds.add(world.fake.nextHolds(World.LENGTH));
                all.add(world.submit(stowage, name));
            }
            for (Checkpoint hold : holds) {
                hold.awaitReached(World.BOUND);
            }
            storage.goDown();
            holds.forEach(Checkpoint::open);
            noticed.acquire(5); // each of the three, and the queue itself
            StowageException refused = assertThrows(
                    StowageException.class,
                    () -> stowage.downloads().pause(all.get(0).id()));
            assertEquals(Codes.DB_DOWN, refused.problem().code());
            storage.comeUp();
            for (Download one : all) {
                Download done = rested(stowage, one);
                world.assertInstalled(
                        done, World.bytes(done.file().orElseThrow().id(), World.LENGTH));
            }
        }
        assertEquals(List.of(), world.downloader.begunAnew, "bytes that were there are fetched again");
        assertEquals(List.of(), world.parts());
    }

    @Test
    void aRegistryThatIsDownIsTriedAgainByItself() throws Exception {
        World world = new World(folder);
        byte[] bytes = world.lora("x.safetensors");
        DownRegistry registry = new DownRegistry(world.registry, new AtomicInteger(5));
        Download done;
        try (Stowage stowage = World.started(world.wired(world.storage).use(AssetRegistry.class, "test", registry))) {
            done = rested(stowage, world.submit(stowage, "x.safetensors"));
        }
        world.assertInstalled(done, bytes);
        assertEquals(Optional.empty(), done.problem());
        assertEquals(List.of(), world.parts());
    }

    @Test
    void theWaitForARegistryOutlivesTheProcess() throws Exception {
        World world = new World(folder);
        byte[] bytes = world.lora("x.safetensors");
        world.limits = new Limits(1, 8, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10));
        Download waiting;
        try (Stowage stowage = World.started(world.wired(world.storage)
                .use(AssetRegistry.class, "test", new DownRegistry(world.registry, new AtomicInteger(1))))) {
            waiting = world.submit(stowage, "x.safetensors");
            while (waiting.retryAt().isEmpty()) {
                waiting = stowage.downloads().find(waiting.id()).orElseThrow();
            }
            assertEquals(Status.REGISTERING, waiting.status());
            assertEquals(Codes.DB_DOWN, waiting.problem().orElseThrow().code());
        }
        try (Stowage stowage = world.started()) {
            assertEquals(Optional.of(waiting), stowage.downloads().find(waiting.id()));
            world.assertInstalled(rested(stowage, stowage.downloads().retry(waiting.id())), bytes);
        }
    }

    /** Three at once: at whichever save it happens, all three end well, once each. */
    @ParameterizedTest
    @EnumSource
    void endsWellWhereverItHappensAmongSeveral(Accident accident) throws Exception {
        for (int save = 1; save <= 22; save += 2) {
            World world = new World(Files.createDirectories(folder.resolve(accident + "-" + save)));
            NAMES.forEach(world::lora);
            CrashingStorage storage =
                    new CrashingStorage(world.storage).at(save, accident).at(save + 1, accident);
            try (Stowage stowage = World.started(wired(world, storage))) {
                submitAll(world, stowage);
                awaitEnd(stowage, storage);
            } catch (SimulatedCrash dead) {
                assertTrue(storage.isDead());
            }
            try (Stowage stowage = world.started()) {
                submitAll(world, stowage);
                for (Download one : stowage.downloads().list(DownloadQuery.ALL).items()) {
                    Download done = rested(stowage, one);
                    world.assertInstalled(
                            done, World.bytes(done.file().orElseThrow().id(), World.LENGTH));
                }
            }
            assertEquals(3, world.assets().size());
            assertEquals(3, world.placed().size());
            assertEquals(List.of(), world.parts());
        }
    }

    private static StowageBuilder wired(World world, CrashingStorage storage) {
        return world.wired(storage).use(AssetRegistry.class, "test", world.registry);
    }

    /** A submit whose answer is lost is repeated, as a person would. */
    private static void submitAll(World world, Stowage stowage) throws StowageException {
        for (String name : NAMES) {
            try {
                world.submitSkipping(stowage, name);
            } catch (StowageException lost) {
                assertEquals(Codes.DISK_ERROR, lost.problem().code());
                submitAll(world, stowage);
            }
        }
    }

    private static void awaitEnd(Stowage stowage, CrashingStorage storage) throws StowageException {
        while (!storage.isDead()) {
            List<Download> all = stowage.downloads().list(DownloadQuery.ALL).items();
            if (all.stream().allMatch(one -> one.status().ended())) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    private static StowageListener noticing(Semaphore noticed) {
        return new StowageListener() {
            @Override
            public void noticed(Problem problem) {
                assertEquals(Codes.DB_DOWN, problem.code());
                noticed.release();
            }
        };
    }

    /** Is down for the first calls. */
    private record DownRegistry(AssetRegistry registry, AtomicInteger failures) implements AssetRegistry {
        @Override
        public Optional<Asset> find(Sha256 id) throws StowageException {
            return registry.find(id);
        }

        @Override
        public List<Asset> findBySource(FileKey file) throws StowageException {
            return registry.findBySource(file);
        }

        @Override
        public Asset register(Asset asset) throws StowageException {
            if (failures.getAndDecrement() > 0) {
                throw new StowageException(
                        Problem.of(Problem.Kind.STORAGE, Codes.DB_DOWN, "register it", "a test says so", "")
                                .canRetry());
            }
            return registry.register(asset);
        }

        @Override
        public void forget(Sha256 id) throws StowageException {
            registry.forget(id);
        }
    }
}
