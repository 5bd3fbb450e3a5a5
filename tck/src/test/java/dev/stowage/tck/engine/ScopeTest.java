package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Limits;
import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.ModelType;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.Storage;
import dev.stowage.tck.fake.Checkpoint;
import dev.stowage.tck.fake.CrashingStorage;
import dev.stowage.tck.fake.CrashingStorage.Accident;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that works on nothing but what it was asked for. */
@Timeout(90)
class ScopeTest {
    @TempDir
    Path models;

    private World world;

    @BeforeEach
    void create() {
        world = new World(models);
    }

    @Test
    void workOfOthersStaysUntouched() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        List<Download> others = leftBehind();
        try (Stowage stowage = own()) {
            Download download = world.submit(stowage, "x.safetensors");
            world.assertInstalled(rested(stowage, download), bytes);
        }
        for (Download other : others) {
            assertEquals(Optional.of(other), world.storage.downloads().find(other.id()));
        }
        assertEquals(1, world.downloader.attempts());
        assertEquals(1, world.source.resolves());
    }

    @Test
    void whatItIsToldToGoOnWithGoesOn() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.lora("y.safetensors");
        Checkpoint hold = world.fake.nextHolds(70_000);
        Download paused;
        Download queued;
        try (Stowage stowage = world.wired().build()) {
            stowage.start();
            paused = world.submit(stowage, "x.safetensors");
            hold.awaitReached(World.BOUND);
            stowage.downloads().pause(paused.id());
        }
        try (Stowage stowage = world.wired().build()) {
            queued = world.submit(stowage, "y.safetensors");
        }
        try (Stowage stowage = own()) {
            world.assertInstalled(rested(stowage, stowage.downloads().resume(paused.id())), bytes);
            assertEquals(
                    Status.RESOLVING,
                    stowage.downloads().find(queued.id()).orElseThrow().status());
            world.assertInstalled(
                    rested(stowage, world.submit(stowage, "y.safetensors")),
                    World.bytes("y.safetensors", World.LENGTH));
        }
    }

    @Test
    void whatIsApprovedAndWhatIsTriedAgainGoesOn() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        Answers always = Answers.builder().review(ReviewMode.ALWAYS).build();
        Download reviewed;
        Download failed;
        try (Stowage stowage = world.started()) {
            reviewed = rested(
                    stowage,
                    stowage.downloads()
                            .submit(world.asking("x.safetensors")
                                    .answers(always)
                                    .build()));
            failed = rested(stowage, world.submit(stowage, "missing"));
            assertEquals(Status.FAILED, failed.status());
        }
        byte[] found = world.lora("missing");
        try (Stowage stowage = own()) {
            world.assertInstalled(rested(stowage, stowage.downloads().retry(failed.id())), found);
            world.assertInstalled(
                    rested(
                            stowage,
                            stowage.downloads()
                                    .review(reviewed.id(), reviewed.draft().orElseThrow(), true)),
                    bytes);
        }
    }

    @Test
    void allFilesOfAReferenceBelongTogether() throws Exception {
        List<String> names = List.of("a.safetensors", "b.safetensors", "c.safetensors");
        List<RemoteFile> files = new ArrayList<>();
        for (String name : names) {
            byte[] bytes = world.lora(name);
            files.add(world.remote(name, bytes).sha256(World.sha(bytes)).build());
        }
        world.page("all", ModelType.LORA, files.toArray(RemoteFile[]::new));
        Answers answers = Answers.builder().files(names).build();
        world.limits = new Limits(1, 8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(10));
        world.fake.nextPasses();
        Checkpoint hold = world.fake.nextHolds(70_000);
        try (Stowage stowage = own()) { // ends while the second file comes in
            stowage.downloads().submit(world.asking("all").answers(answers).build());
            hold.awaitReached(World.BOUND);
        }
        try (Stowage stowage = own()) {
            stowage.downloads().submit(world.asking("all").answers(answers).build());
            for (Download one : stowage.downloads().list(DownloadQuery.ALL).items()) {
                Download done = rested(stowage, one);
                world.assertInstalled(
                        done, World.bytes(done.file().orElseThrow().id(), World.LENGTH));
            }
        }
        assertEquals(
                3, world.storage.downloads().list(DownloadQuery.ALL).items().size());
        assertEquals(3, world.placed().size());
    }

    @Test
    void goesOnAfterAFailureOfTheStoreWhereverThatIs() throws Exception {
        for (Accident failure : List.of(Accident.FAILS_BEFORE, Accident.FAILS_AFTER)) {
            for (int save = 2; save <= 6; save++) {
                World fresh = new World(models.resolve(failure + "-" + save));
                byte[] bytes = fresh.lora("x.safetensors");
                CrashingStorage storage = new CrashingStorage(fresh.storage).at(save, failure);
                try (Stowage stowage = World.started(fresh.wired(storage)
                        .use(AssetRegistry.class, "test", fresh.registry)
                        .work(Scope.OWN))) {
                    Download done = rested(stowage, fresh.submit(stowage, "x.safetensors"));
                    fresh.assertInstalled(done, bytes);
                }
            }
        }
    }

    @Test
    void asksTheStoreForNoListHoweverFullItIs() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        for (int i = 0; i < 100_000; i++) {
            world.storage.downloads().create(foreign(i));
        }
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        try (Stowage stowage = World.started(world.wired(counting(calls))
                .use(AssetRegistry.class, "test", world.registry)
                .work(Scope.OWN))) {
            world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
        }
        assertEquals(Set.of("create", "find", "save", "list"), calls.keySet());
        assertEquals(1, calls.get("list"), "to look for an unfinished one of the same reference");
        assertTrue(calls.getOrDefault("find", 0) < 100, calls.toString());
    }

    private Stowage own() throws Exception {
        return World.started(world.wired().work(Scope.OWN));
    }

    /** What a crashed process and a person leave behind. */
    private List<Download> leftBehind() throws Exception {
        world.lora("left.safetensors");
        Download queued = foreign(1);
        Download resolving = foreign(2).toBuilder().status(Status.RESOLVING).build();
        Download waiting =
                foreign(3).toBuilder().retryAt(Optional.of(Instant.EPOCH)).build();
        Download paused = foreign(4).toBuilder().status(Status.PAUSED).build();
        List<Download> all = List.of(queued, resolving, waiting, paused);
        for (Download one : all) {
            world.storage.downloads().create(one);
        }
        return all;
    }

    private Download foreign(int number) {
        DownloadId id = new DownloadId("foreign-" + number);
        Reference reference = world.source.reference("left.safetensors");
        return new DownloadBuilder(id, new UserId("somebody"), reference, Instant.EPOCH.plusSeconds(number))
                .status(Status.QUEUED)
                .priority(9)
                .build();
    }

    /** Counts what the store of downloads is asked. */
    private Storage counting(Map<String, Integer> calls) {
        DownloadStore downloads = proxy(DownloadStore.class, world.storage.downloads(), (method, answer) -> {
            calls.merge(method, 1, Integer::sum);
            return answer;
        });
        return proxy(Storage.class, world.storage, (method, answer) -> method.equals("downloads") ? downloads : answer);
    }

    private static <S> S proxy(
            Class<S> type, S target, BiFunction<String, @Nullable Object, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName(), method.invoke(target, arguments))));
    }
}
