package dev.stowage.tck.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.Downloads;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.SimulatedCrash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever people say and however often the process dies: what was not cancelled ends well, once, and nothing is left behind. */
@Timeout(180)
class WalkTest {
    private static final int SEEDS = 120;
    private static final int STEPS = 25;
    private static final List<OnDuplicate> ANSWERS = List.of(OnDuplicate.ASK, OnDuplicate.SKIP, OnDuplicate.DOWNLOAD);
    private static final Set<Status> OPEN = EnumSet.of(Status.PAUSED, Status.FAILED, Status.AWAITING_DECISION);

    @TempDir
    Path folder;

    @Test
    void endsWellWhateverHappens() throws Exception {
        int installed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try (Walk walk = new Walk(seed, Files.createDirectory(folder.resolve("seed-" + seed)))) {
                for (int step = 0; step < STEPS; step++) {
                    walk.step();
                }
                walk.assertEndsWell();
                installed += walk.world.placed().size();
            } catch (StowageException | RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(installed > SEEDS, "only " + installed + " files in all these lives");
    }

    /** One life of several downloads over several processes. */
    private static final class Walk implements AutoCloseable {
        private final Random random;
        private final World world;
        private final Path data;
        private final List<String> names = new ArrayList<>();
        private final Set<DownloadId> cancelled = ConcurrentHashMap.newKeySet();
        private final Registrations registrations;
        private CrashingStorage storage;
        private Stowage stowage;

        Walk(int seed, Path folder) throws StowageException {
            random = new Random(seed);
            world = new World(folder.resolve("models"));
            data = folder.resolve("data");
            registrations = new Registrations(world.registry);
            int files = 3 + random.nextInt(3);
            for (int i = 0; i < files; i++) {
                names.add("f" + i + ".safetensors");
                world.lora(names.get(i));
            }
            for (int i = 0; i < files; i += 2) {
                twin(names.get(i), random.nextBoolean());
            }
            for (int i = 0; i < 4; i++) {
                world.fake.nextFails(random.nextInt(World.LENGTH), World.trouble());
            }
            storage = new CrashingStorage(world.storage);
            stowage = started();
        }

        /** The same bytes are offered under another name too. */
        private void twin(String name, boolean published) {
            byte[] bytes = World.bytes(name, World.LENGTH);
            String twin = "twin-" + name;
            RemoteFile.Builder file = world.remote(twin, bytes);
            world.page(
                    twin,
                    ModelType.LORA,
                    published ? file.sha256(World.sha(bytes)).build() : file.build());
            world.serve(twin, bytes);
            names.add(twin);
        }

        void step() throws StowageException {
            try {
                switch (random.nextInt(13)) {
                    case 0, 1, 2 -> submit();
                    case 3, 4 -> said(stowage.downloads()::pause);
                    case 5, 6 -> said(stowage.downloads()::resume);
                    case 7 -> said(id -> cancelled(id));
                    case 8 -> said(stowage.downloads()::retry);
                    case 9 -> restart();
                    case 10 -> crash();
                    case 11 -> said(id -> decided(id));
                    default -> Thread.onSpinWait();
                }
            } catch (SimulatedCrash dead) {
                restart();
            }
        }

        /** A process that is killed saves nothing any more; what its threads still do to the disk is over before the next one begins. */
        private void crash() throws StowageException {
            if (random.nextBoolean()) {
                storage.die();
            } else {
                CrashingStorage.Accident death = random.nextBoolean()
                        ? CrashingStorage.Accident.DIES_BEFORE
                        : CrashingStorage.Accident.DIES_AFTER;
                storage.at(storage.saves() + 1 + random.nextInt(4), death);
            }
        }

        private void restart() throws StowageException {
            stowage.close();
            storage = new CrashingStorage(world.storage);
            stowage = started();
        }

        private Stowage started() throws StowageException {
            return World.started(
                    world.wired(storage).folders(world.models, data).use(AssetRegistry.class, "test", registrations));
        }

        private void submit() throws StowageException {
            String name = names.get(random.nextInt(names.size()));
            boolean known = all().stream()
                    .anyMatch(one ->
                            one.reference().equals(world.source.reference(name)) && one.status() != Status.CANCELLED);
            if (!known) { // what has ended would be begun anew
                Answers answers = Answers.builder()
                        .onDuplicate(ANSWERS.get(random.nextInt(ANSWERS.size())))
                        .build();
                stowage.downloads().submit(world.asking(name).answers(answers).build());
            }
        }

        private Download decided(DownloadId id) throws StowageException {
            boolean second = random.nextBoolean();
            return stowage.downloads().decide(id, Decision.duplicate(second ? OnDuplicate.DOWNLOAD : OnDuplicate.SKIP));
        }

        private void said(Word word) throws StowageException {
            List<Download> all = all();
            if (all.isEmpty()) {
                return;
            }
            try {
                word.said(all.get(random.nextInt(all.size())).id());
            } catch (StowageException refused) {
                assertEquals(Codes.ILLEGAL_STATE, refused.problem().code());
            }
        }

        private Download cancelled(DownloadId id) throws StowageException {
            Download download = stowage.downloads().cancel(id);
            cancelled.add(id);
            return download;
        }

        private List<Download> all() throws StowageException {
            return world.storage.downloads().list(DownloadQuery.ALL).items();
        }

        void assertEndsWell() throws Exception {
            restart();
            Downloads downloads = stowage.downloads();
            for (Download one : all()) {
                goOn(downloads, one);
                Download rested = World.rested(stowage, one);
                Status expected = cancelled.contains(one.id()) ? Status.CANCELLED : Status.COMPLETED;
                boolean unheard = rested.status()
                        == Status.CANCELLED; // the word was stored, and its answer died with the process
                assertTrue(unheard || rested.status() == expected, () -> rested + ": " + rested.messages());
            }
            assertInstalledOnce();
        }

        private void goOn(Downloads downloads, Download one) throws Exception {
            for (Download now = downloads.await(one.id(), World.BOUND);
                    OPEN.contains(now.status());
                    now = downloads.await(one.id(), World.BOUND)) {
                if (now.status() == Status.AWAITING_DECISION) {
                    assertEquals(OnDuplicate.ASK, now.answers().onDuplicate(), "asked what was answered");
                    decided(one.id());
                } else if (now.status() == Status.PAUSED) {
                    downloads.resume(one.id());
                } else {
                    downloads.retry(one.id());
                }
            }
        }

        private void assertInstalledOnce() throws Exception {
            List<Path> expected = new ArrayList<>();
            Set<Sha256> installed = new HashSet<>();
            Set<Sha256> unasked = new HashSet<>();
            for (Download one : all()) {
                if (one.status() == Status.COMPLETED) {
                    Path path = one.filePath().orElseThrow();
                    Sha256 id = one.assetId().orElseThrow();
                    assertArrayEquals(bytes(one), Files.readAllBytes(path));
                    installed.add(id);
                    boolean asked = one.answers().onDuplicate() == OnDuplicate.DOWNLOAD;
                    assertTrue(one.isReused() || asked || unasked.add(id), () -> "a second file nobody wanted: " + one);
                    if (!one.isReused()) {
                        expected.add(path);
                    }
                    assertFalse(one.partFolder().filter(Files::exists).isPresent(), "a part folder is left behind");
                }
            }
            Collections.sort(expected);
            assertEquals(expected, world.placed());
            assertEquals(installed.size(), world.assets().size());
            assertEquals(List.of(), registrations.doubled);
            assertEquals(List.of(), world.downloader.violations);
        }

        private static byte[] bytes(Download one) {
            return World.bytes(one.file().orElseThrow().id().replaceFirst("^twin-", ""), World.LENGTH);
        }

        @Override
        public void close() {
            stowage.close();
        }

        private interface Word {
            void said(DownloadId id) throws StowageException;
        }
    }

    /** Notes what is registered at more than one path. */
    private static final class Registrations implements AssetRegistry {
        private final AssetRegistry registry;
        private final List<Asset> doubled = new CopyOnWriteArrayList<>();

        Registrations(AssetRegistry registry) {
            this.registry = registry;
        }

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
            Optional<Asset> before = registry.find(asset.id());
            if (before.filter(known -> !known.path().equals(asset.path())).isPresent()) {
                doubled.add(asset);
            }
            return registry.register(asset);
        }

        @Override
        public void forget(Sha256 id) throws StowageException {
            registry.forget(id);
        }
    }
}
