package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Subscription;
import dev.stowage.tck.fake.CrashingStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListenersTest {
    @TempDir
    Path models;

    private World world;

    @BeforeEach
    void create() {
        world = new World(models);
    }

    @Test
    void hearsEveryChangeOfADownloadInOrder() throws Exception {
        History history = new History();
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(history);
            stowage.start();
            List<Download> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                world.lora("f" + i);
                all.add(world.submit(stowage, "f" + i));
            }
            for (Download one : all) {
                rested(stowage, one);
            }
            history.awaitTheEndOf(40);
        }
        assertEquals(List.of(), history.violations);
        assertEquals(40, history.last.size());
        history.last.values().forEach(last -> assertEquals(Status.COMPLETED, last.status()));
    }

    @Test
    void hearsOfProgressUpToTheEnd() throws Exception {
        world.lora("x");
        Map<Long, Long> told = new ConcurrentHashMap<>();
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(new StowageListener() {
                @Override
                public void progressed(DownloadId id, Progress progress) {
                    told.put(progress.receivedBytes(), progress.totalBytes().orElse(-1));
                }
            });
            stowage.start();
            rested(stowage, world.submit(stowage, "x"));
            await(() -> told.containsKey((long) World.LENGTH));
        }
        assertEquals((long) World.LENGTH, told.get((long) World.LENGTH));
    }

    @Test
    void oneThatThrowsIsLeftOutAfterTheThirdTimeAndHarmsNobody() throws Exception {
        byte[] bytes = world.lora("x");
        List<Throwable> failures = List.of(
                new IllegalStateException("a test says so"),
                new AssertionError("a test says so"),
                new StackOverflowError("a test says so"));
        for (Throwable failure : failures) {
            AtomicInteger thrown = new AtomicInteger();
            History history = new History();
            try (Stowage stowage = world.wired().build()) {
                stowage.listen(new StowageListener() {
                    @Override
                    public void changed(Download before, Download after) {
                        thrown.incrementAndGet();
                        World.sneak(failure);
                    }
                });
                stowage.listen(history);
                stowage.start();
                world.assertInstalled(rested(stowage, world.submit(stowage, "x")), bytes);
                history.awaitTheEndOf(1);
            }
            world.registry.forget(World.sha(bytes));
            assertEquals(3, thrown.get());
            assertEquals(List.of(), history.violations);
            assertEquals(1, history.last.size());
        }
    }

    @Test
    void oneThatIsSlowDelaysNoDownload() throws Exception {
        byte[] bytes = world.lora("x");
        CountDownLatch go = new CountDownLatch(1);
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(new StowageListener() {
                @Override
                public void submitted(Download download) {
                    try {
                        go.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            stowage.start();
            world.assertInstalled(rested(stowage, world.submit(stowage, "x")), bytes);
            go.countDown();
        }
    }

    @Test
    void hearsNothingAfterItsSubscriptionIsClosed() throws Exception {
        world.lora("x");
        History gone = new History();
        History stays = new History();
        try (Stowage stowage = world.wired().build()) {
            Subscription subscription = stowage.listen(gone);
            stowage.listen(stays);
            subscription.close();
            subscription.close();
            stowage.start();
            rested(stowage, world.submit(stowage, "x"));
            stays.awaitTheEndOf(1);
        }
        assertTrue(gone.last.isEmpty());
        assertFalse(stays.last.isEmpty());
    }

    @Test
    void hearsNothingOfWhatWasBeforeItListened() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Stowage stowage = world.wired().build()) {
            stowage.listen(submissions(reference -> {
                go.await();
            }));
            world.submit(stowage, "before");
            stowage.listen(submissions(heard::add));
            go.countDown();
            world.submit(stowage, "after");
            await(() -> !heard.isEmpty());
        }
        assertEquals(List.of("fake:after"), heard);
    }

    @Test
    void hearsThatTheStoreHasTrouble() throws Exception {
        byte[] bytes = world.lora("x");
        List<Problem> noticed = new CopyOnWriteArrayList<>();
        CrashingStorage storage = new CrashingStorage(world.storage).at(3, CrashingStorage.Accident.FAILS_BEFORE);
        try (Stowage stowage = world.wired(storage)
                .use(AssetRegistry.class, "test", world.registry)
                .build()) {
            stowage.listen(new StowageListener() {
                @Override
                public void noticed(Problem problem) {
                    noticed.add(problem);
                }
            });
            stowage.start();
            world.assertInstalled(rested(stowage, world.submit(stowage, "x")), bytes);
            await(() -> !noticed.isEmpty());
        }
        assertEquals(1, noticed.size());
        assertTrue(noticed.get(0).message().startsWith("Could not save the download"), noticed.toString());
    }

    /** Closing gives listeners a second: on a busy machine they have not heard all by then. */
    private static void await(BooleanSupplier heard) {
        while (!heard.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static StowageListener submissions(Hearing hearing) {
        return new StowageListener() {
            @Override
            public void submitted(Download download) {
                try {
                    hearing.hear(download.reference().toString());
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private interface Hearing {
        void hear(String reference) throws InterruptedException;
    }

    /** Checks that the news of each download make one story. */
    private static final class History implements StowageListener {
        private final Map<DownloadId, Download> last = new ConcurrentHashMap<>();
        private final List<String> violations = new CopyOnWriteArrayList<>();

        void awaitTheEndOf(int downloads) {
            await(() -> last.values().stream()
                            .filter(known -> known.status().ended())
                            .count()
                    == downloads);
        }

        @Override
        public void submitted(Download download) {
            if (last.put(download.id(), download) != null) {
                violations.add("submitted after " + last.get(download.id()));
            }
        }

        @Override
        public void changed(Download before, Download after) {
            Download known = last.put(after.id(), after);
            if (!before.equals(known)) {
                violations.add(known + " is not " + before);
            }
            if (after.version() != before.version() + 1) {
                violations.add("from version " + before.version() + " to " + after.version());
            }
        }
    }
}
