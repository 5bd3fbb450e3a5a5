package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.CrashingStorage.Accident;
import dev.stowage.tck.fake.SimulatedCrash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process stops at each step, and the next one ends with the right bytes, once, under the final name. */
@Timeout(120)
class CrashTest {
    /** More saves than any of these lives has. */
    private static final int MANY = 60;

    /** What a person hears while something is in trouble, and then says the same again. */
    private static final Set<String> SAID_AGAIN =
            Set.of("illegal_state", "disk_error", "server_trouble", "plugin_failed", "internal");

    @TempDir
    Path folder;

    /** What is asked for, and what somebody has to say on the way. */
    private enum Life {
        PLAIN,
        TROUBLE,
        MISMATCH,
        UNPUBLISHED,
        REVIEWED,
        TAKEN,
        GROUP,
        SKIPPED,
        SKIPPED_LATE,
        SECOND,
        SECOND_LATE,
        ASKED_SKIPS,
        ASKED_SKIPS_LATE,
        ASKED_SECOND,
        ASKED_SECOND_LATE;

        /** Whether the bytes are registered already. */
        boolean duplicate() {
            return compareTo(SKIPPED) >= 0;
        }

        /** Whether that shows only once they have come. */
        boolean late() {
            return name().endsWith("_LATE");
        }

        boolean asked() {
            return name().startsWith("ASKED");
        }

        OnDuplicate answer() {
            return name().contains("SECOND") ? OnDuplicate.DOWNLOAD : OnDuplicate.SKIP;
        }

        boolean skips() {
            return duplicate() && answer() == OnDuplicate.SKIP;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWellWhereverTheProcessStops(Life life) throws Exception {
        for (Accident death : List.of(Accident.DIES_BEFORE, Accident.DIES_AFTER)) {
            int save = 1;
            while (diesAt(life, death, save)) {
                save++;
            }
            assertTrue(save > (life.skips() ? 1 : 6) && save < MANY, "saved only " + save + " times");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWellWhereverTheStoreFailsOnce(Life life) throws Exception {
        for (Accident failure : List.of(Accident.FAILS_BEFORE, Accident.FAILS_AFTER)) {
            for (int save = 2; save < 14; save++) {
                World world = world(life, failure + "-" + save);
                CrashingStorage storage = new CrashingStorage(world.storage).at(save, failure);
                try (Stowage stowage =
                        World.started(world.wired(storage).use(AssetRegistry.class, "test", world.registry))) {
                    submit(world, life, stowage);
                    assertEndsWell(world, life, stowage);
                }
            }
        }
    }

    /** The process stops right after it has changed the disk or the registry, with nothing saved of it. */
    @ParameterizedTest
    @EnumSource
    void endsWellWhenTheRegistryFailsBeforeOrAfterItKnows(Life life) throws Exception {
        for (Throwable failure : failures()) {
            for (boolean after : new boolean[] {false, true}) {
                World world = world(life, "registry-" + failure.getClass().getSimpleName() + after);
                FailingRegistry registry = new FailingRegistry(world.registry, after, failure);
                try (Stowage stowage =
                        World.started(world.wired(world.storage).use(AssetRegistry.class, "test", registry))) {
                    submit(world, life, stowage);
                    assertEndsWell(world, life, stowage);
                }
                assertTrue(registry.failed.get());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWellWhenTheRegistryCannotSayWhatIsThere(Life life) throws Exception {
        for (Throwable failure : failures()) {
            for (int call = 1; call <= 4; call++) {
                World world = world(life, "find-" + failure.getClass().getSimpleName() + call);
                AssetRegistry registry = new ForgetfulRegistry(world.registry, new AtomicInteger(call), failure);
                try (Stowage stowage =
                        World.started(world.wired(world.storage).use(AssetRegistry.class, "test", registry))) {
                    submit(world, life, stowage);
                    assertEndsWell(world, life, stowage);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWellWhenTheDownloaderFails(Life life) throws Exception {
        for (Throwable failure : failures()) {
            for (boolean after : new boolean[] {false, true}) {
                World world = world(life, "downloader-" + failure.getClass().getSimpleName() + after);
                AtomicBoolean failed = new AtomicBoolean();
                ObservedDownloader.Word trouble = (request, attempt, call) -> {
                    if (!failed.getAndSet(true)) {
                        World.sneak(failure);
                    }
                };
                if (after) {
                    world.downloader.after = trouble;
                } else {
                    ObservedDownloader.Word before = world.downloader.before;
                    world.downloader.before = (request, attempt, call) -> {
                        trouble.said(request, attempt, call);
                        before.said(request, attempt, call);
                    };
                }
                try (Stowage stowage = World.started(world.wired())) {
                    submit(world, life, stowage);
                    assertEndsWell(world, life, stowage);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWellWhenTheVerifierFails(Life life) throws Exception {
        for (Throwable failure : failures()) {
            for (int call = 1; call <= 4; call++) {
                World world = world(life, "verifier-" + failure.getClass().getSimpleName() + call);
                AtomicInteger left = new AtomicInteger(call);
                HashVerifier failing = new SlowVerifier(() -> {
                    if (left.decrementAndGet() == 0) {
                        World.sneak(failure);
                    }
                });
                try (Stowage stowage = World.started(world.wired().use(HashVerifier.class, "test", failing))) {
                    submit(world, life, stowage);
                    assertEndsWell(world, life, stowage);
                }
            }
        }
    }

    /** Lives one life until the n-th save, then another one. False when there are fewer saves. */
    private boolean diesAt(Life life, Accident death, int save) throws Exception {
        World world = world(life, death + "-" + save);
        CrashingStorage storage = new CrashingStorage(world.storage).at(save, death);
        try (Stowage stowage = World.started(world.wired(storage).use(AssetRegistry.class, "test", world.registry))) {
            submit(world, life, stowage);
            settle(life, stowage, storage);
        } catch (SimulatedCrash dead) {
            assertTrue(storage.isDead());
        }
        boolean died = storage.isDead();
        try (Stowage stowage = World.started(world.wired())) {
            if (world.storage.downloads().list(DownloadQuery.ALL).items().isEmpty()) {
                submit(world, life, stowage);
            }
            assertEndsWell(world, life, stowage);
        }
        return died;
    }

    private World world(Life life, String name) throws Exception {
        World world = new World(Files.createTempDirectory(folder, life + "-" + name));
        byte[] bytes = world.lora("x.safetensors");
        switch (life) {
            case PLAIN, REVIEWED -> {}
            case TROUBLE -> world.fake.nextFails(70_000, World.trouble()).nextFails(140_000, World.trouble());
            case MISMATCH -> {
                AtomicBoolean wrong = new AtomicBoolean();
                world.downloader.before = (request, attempt, call) ->
                        world.serve("x.safetensors", wrong.getAndSet(true) ? bytes : World.flipped(bytes));
            }
            case UNPUBLISHED ->
                world.page(
                        "x.safetensors",
                        ModelType.LORA,
                        world.remote("x.safetensors", bytes).build());
            case TAKEN -> {
                Files.createDirectories(world.models.resolve("loras"));
                Files.writeString(world.inLoras("x.safetensors"), "others");
            }
            case GROUP -> {
                List<RemoteFile> files = new ArrayList<>();
                for (String file : List.of("x.safetensors", "y.safetensors", "z.safetensors")) {
                    byte[] content = world.lora(file);
                    files.add(world.remote(file, content)
                            .sha256(World.sha(content))
                            .build());
                }
                world.page("x.safetensors", ModelType.LORA, files.toArray(RemoteFile[]::new));
            }
            default -> registered(world, life, bytes);
        }
        return world;
    }

    /** The same bytes lie at the very place where they would go, and came from elsewhere. */
    private static void registered(World world, Life life, byte[] bytes) throws Exception {
        RemoteFile.Builder file = world.remote("x.safetensors", bytes);
        RemoteFile told =
                life.late() ? file.build() : file.sha256(World.sha(bytes)).build();
        world.page("x.safetensors", ModelType.LORA, told);
        Files.createDirectories(world.models.resolve("loras"));
        Files.write(world.inLoras("x.safetensors"), bytes);
        Draft card = Draft.of(ModelInfo.builder("Old").build(), told, Answers.NONE);
        world.registry.register(Asset.builder(World.sha(bytes), world.inLoras("x.safetensors"), card, Instant.EPOCH)
                .totalBytes(bytes.length)
                .build());
    }

    private static void submit(World world, Life life, Stowage stowage) throws StowageException {
        Answers.Builder answers = Answers.builder();
        if (life == Life.REVIEWED) {
            answers.review(ReviewMode.ALWAYS);
        }
        if (life.duplicate() && !life.asked()) {
            answers.onDuplicate(life.answer());
        }
        if (life == Life.GROUP) {
            answers.files(List.of("x.safetensors", "y.safetensors", "z.safetensors"));
        }
        DownloadRequest request =
                world.asking("x.safetensors").answers(answers.build()).build();
        stowage.downloads().submit(request);
    }

    /** Waits until everything has ended or the process is dead, saying what a person would. */
    private static void settle(Life life, Stowage stowage, CrashingStorage storage) throws StowageException {
        long deadline = System.nanoTime() + World.BOUND.toNanos();
        while (!storage.isDead()) {
            List<Download> all = stowage.downloads().list(DownloadQuery.ALL).items();
            if (all.stream().allMatch(download -> download.status().ended())) {
                return;
            }
            assertTrue(System.nanoTime() < deadline, () -> "it does not end: " + all);
            speak(life, stowage, all);
            Thread.onSpinWait();
        }
    }

    private static void speak(Life life, Stowage stowage, List<Download> all) throws StowageException {
        for (Download download : all) {
            try {
                switch (download.status()) {
                    case AWAITING_REVIEW -> stowage.downloads().review(download.id(), draft(life, download), true);
                    case AWAITING_DECISION -> decide(life, stowage, download);
                    case FAILED -> stowage.downloads().retry(download.id());
                    default -> {}
                }
            } catch (StowageException e) {
                if (!SAID_AGAIN.contains(e.problem().code())) {
                    throw e;
                }
            } catch (OutOfMemoryError told) {
                assertTrue(life.asked(), "who decides hears what the registry throws, and says the same again");
            }
        }
    }

    private static void decide(Life life, Stowage stowage, Download download) throws StowageException {
        if (download.need().filter(Need.DUPLICATE::equals).isPresent()) {
            assertTrue(life.asked(), () -> "asked what was answered: " + download.messages());
            assertTrue(download.answers().onDuplicate() == OnDuplicate.ASK, "asked twice");
            stowage.downloads().decide(download.id(), Decision.duplicate(life.answer()));
        } else {
            stowage.downloads().retry(download.id());
        }
    }

    private static Draft draft(Life life, Download download) {
        Draft draft = download.draft().orElseThrow();
        return life != Life.TAKEN
                ? draft
                : new Draft(
                        "free",
                        draft.type(),
                        draft.baseModel(),
                        draft.baseFamily(),
                        draft.triggerWords(),
                        draft.description(),
                        draft.tags(),
                        draft.cover());
    }

    private static void assertEndsWell(World world, Life life, Stowage stowage) throws Exception {
        CrashingStorage immortal = new CrashingStorage(world.storage);
        settle(life, stowage, immortal);
        List<Download> all = stowage.downloads().list(DownloadQuery.ALL).items();
        assertEquals(life == Life.GROUP ? 3 : 1, all.size(), all.toString());
        for (Download download : all) {
            Download done = rested(stowage, download);
            assertEquals(Status.COMPLETED, done.status(), done.messages().toString());
            String file = done.file().orElseThrow().id();
            if (life.duplicate()) {
                assertSettled(world, life, done);
            } else {
                world.assertInstalled(done, World.bytes(file, World.LENGTH));
            }
        }
        boolean two = life == Life.TAKEN || (life.duplicate() && !life.skips());
        assertEquals(life == Life.GROUP ? 3 : two ? 2 : 1, world.placed().size(), "copies");
        assertEquals(life == Life.GROUP ? 3 : 1, world.assets().size());
        assertEquals(List.of(), world.parts());
        assertEquals(life == Life.MISMATCH ? 1 : 0, world.quarantined().size());
    }

    /** Where it came from is known in any case, and the entry stays with the first file. */
    private static void assertSettled(World world, Life life, Download done) throws Exception {
        Path first = world.inLoras("x.safetensors");
        Path expected = life.skips() ? first : world.inLoras("x (2).safetensors");
        assertEquals(Optional.of(expected), done.filePath());
        assertEquals(-1, Files.mismatch(first, expected));
        Asset asset = world.registry.find(done.assetId().orElseThrow()).orElseThrow();
        assertEquals(first, asset.path());
        assertEquals("Old", asset.card().name());
        assertTrue(asset.cameFrom(done.file().orElseThrow()));
    }

    private static List<Throwable> failures() {
        return List.of(
                new StowageException(World.trouble()),
                new StowageException(Problem.of(Problem.Kind.STORAGE, "disk_error", "go on", "a test says so", "")),
                new IllegalStateException("a test says so"),
                new OutOfMemoryError("a test says so"));
    }

    private record FailingRegistry(AssetRegistry registry, boolean after, Throwable failure, AtomicBoolean failed)
            implements AssetRegistry {
        FailingRegistry(AssetRegistry registry, boolean after, Throwable failure) {
            this(registry, after, failure, new AtomicBoolean());
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
            boolean fails = !failed.getAndSet(true);
            if (fails && !after) {
                World.sneak(failure);
            }
            Asset registered = registry.register(asset);
            if (fails) {
                World.sneak(failure);
            }
            return registered;
        }

        @Override
        public void forget(Sha256 id) throws StowageException {
            registry.forget(id);
        }
    }

    /** Fails once when it is asked for something. */
    private record ForgetfulRegistry(AssetRegistry registry, AtomicInteger left, Throwable failure)
            implements AssetRegistry {
        @Override
        public Optional<Asset> find(Sha256 id) throws StowageException {
            fail();
            return registry.find(id);
        }

        @Override
        public List<Asset> findBySource(FileKey file) throws StowageException {
            fail();
            return registry.findBySource(file);
        }

        @Override
        public Asset register(Asset asset) throws StowageException {
            return registry.register(asset);
        }

        @Override
        public void forget(Sha256 id) throws StowageException {
            registry.forget(id);
        }

        private void fail() {
            if (left.decrementAndGet() == 0) {
                World.sneak(failure);
            }
        }
    }
}
