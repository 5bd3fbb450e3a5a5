package dev.stowage.internal.hashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Sha256;
import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HashVerifier.Hashing;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrailingHashingTest {
    private static final Set<HashAlgorithm> SHA = Set.of(HashAlgorithm.SHA256);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final TrailingVerifier verifier = new TrailingVerifier(work -> new Thread(work, "hash"), 2);
    private final TestCall call = new TestCall();

    @AfterEach
    void end() {
        threads.shutdownNow();
        verifier.close();
    }

    @Test
    void knowsTheDigestsThatEverybodyKnows() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "hello\n");
        try (Hashing hashing = verifier.open(file, Set.of(HashAlgorithm.SHA256, HashAlgorithm.GIT_SHA1), call)) {
            Digests digests = hashing.finish(6);
            assertEquals(
                    "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                    digests.hex().get(HashAlgorithm.SHA256));
            // git hash-object of the same six bytes
            assertEquals(
                    "ce013625030ba8dba906f756967f9e9ca394464a", digests.hex().get(HashAlgorithm.GIT_SHA1));
            assertEquals(6, digests.totalBytes());
        }
    }

    @Test
    void hashesNothingAtAll() throws Exception {
        Path file = Files.createFile(folder.resolve("f"));
        try (Hashing hashing = verifier.open(file, SHA, call)) {
            assertTrue(hashing.finish(0).sha256().orElseThrow().bogus());
        }
    }

    @Test
    void hashesBehindTheBytesWhateverTheirPieces() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            byte[] bytes = bytes(random, 1 + random.nextInt(2 << 20));
            Path file = folder.resolve("f" + seed);
            try (Hashing hashing = verifier.open(file, SHA, call);
                    RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
                for (int done = 0; done < bytes.length; ) {
                    int piece = Math.min(bytes.length - done, 1 + random.nextInt(300_000));
                    disk.write(bytes, done, piece);
                    done += piece;
                    hashing.readable(done);
                }
                assertEquals(sha(bytes), hashing.finish(bytes.length).sha256(), "seed " + seed);
            }
        }
    }

    @Test
    void forgetsWhatIsWrittenAgain() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] bytes = bytes(random, 600_000);
            byte[] wrong = bytes(random, 600_000);
            int from = random.nextInt(600_000);
            System.arraycopy(bytes, 0, wrong, 0, from);
            Path file = Files.write(folder.resolve("f"), wrong);
            try (Hashing hashing = verifier.open(file, SHA, call)) {
                hashing.readable(600_000);
                LockSupport.parkNanos(
                        random.nextInt(400_000)); // somewhere in the middle of hashing, or before, or after
                hashing.rewound(from);
                Files.write(file, bytes);
                hashing.readable(600_000);
                assertEquals(sha(bytes), hashing.finish(600_000).sha256(), "seed " + seed);
            }
        }
    }

    /** The file is cut while a read is under way: the downloader has said so, so that is no failure of the disk. */
    @Test
    void goesOnAfterTheFileWasCutAndWrittenAgain() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] bytes = bytes(random, 300_000);
            Path file = Files.write(folder.resolve("f"), bytes);
            try (Hashing hashing = verifier.open(file, SHA, call)) {
                hashing.readable(300_000);
                LockSupport.parkNanos(random.nextInt(200_000));
                hashing.rewound(0);
                Files.write(file, new byte[0]);
                Files.write(file, bytes);
                hashing.readable(300_000);
                assertEquals(sha(bytes), hashing.finish(300_000).sha256(), "seed " + seed);
            }
        }
    }

    @Test
    void forgetsAReadThatFailedOnBytesWrittenAgain() throws Exception {
        byte[] bytes = bytes(new Random(1), 1000);
        Path file = folder.resolve("f");
        StepByStep pool = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, pool)) {
            hashing.readable(1000);
            pool.runAll(); // there is no such file yet
            Files.write(file, bytes);
            hashing.rewound(0);
            hashing.readable(1000);
            pool.runAll();
            assertEquals(sha(bytes), hashing.finish(1000).sha256());
        }
    }

    @Test
    void staysAsFarAsItWasToldBefore() throws Exception {
        byte[] bytes = bytes(new Random(1), 1000);
        Path file = Files.write(folder.resolve("f"), bytes);
        StepByStep pool = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, pool)) {
            hashing.readable(1000);
            hashing.readable(10);
            pool.runAll();
            assertEquals(sha(bytes), hashing.finish(1000).sha256());
            assertTrue(pool.work.isEmpty(), "all was hashed already");
        }
    }

    @Test
    void refusesAFileOfAnotherSize() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        for (int expected : new int[] {999, 1001, 0}) {
            try (Hashing hashing = verifier.open(file, SHA, call)) {
                hashing.readable(Math.min(expected, 1000));
                StowageException refusal = assertThrows(StowageException.class, () -> hashing.finish(expected));
                assertEquals(Codes.PART_ALTERED, refusal.problem().code());
                assertTrue(refusal.problem().retryable());
                assertTrue(refusal.problem().why().contains("1000 bytes on the disk instead of " + expected));
            }
        }
    }

    @Test
    void refusesAFileThatIsGone() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        try (Hashing hashing = verifier.open(file, SHA, call)) {
            hashing.readable(1000);
            Files.delete(file);
            StowageException refusal = assertThrows(StowageException.class, () -> hashing.finish(1000));
            assertEquals(Codes.PART_ALTERED, refusal.problem().code());
            assertTrue(refusal.problem().retryable());
        }
    }

    @Test
    void countsNoBytesThatWereCutOff() throws Exception {
        byte[] bytes = bytes(new Random(1), 1000);
        Path file = Files.write(folder.resolve("f"), bytes);
        StepByStep pool = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, pool)) {
            hashing.readable(1000);
            pool.runAll();
            Files.write(file, Arrays.copyOf(bytes, 500));
            Future<Digests> digests = threads.submit(() -> hashing.finish(500));
            pool.runUntil(digests);
            assertEquals(sha(Arrays.copyOf(bytes, 500)), digests.get().sha256());
        }
    }

    @Test
    void noticesThatTheFileGrowsWhileItIsHashed() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        StepByStep pool = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, pool)) {
            Future<Digests> digests = threads.submit(() -> hashing.finish(1000));
            pool.awaitWork();
            Files.write(file, new byte[1001]);
            pool.runUntil(digests);
            Exception failure = assertThrows(Exception.class, digests::get);
            assertTrue(failure.getCause() instanceof StowageException, failure.toString());
        }
    }

    @Test
    void tellsThatTheDiskFails() throws Exception {
        Path notAFile = Files.createDirectory(folder.resolve("d"));
        long size = Files.size(notAFile);
        try (Hashing hashing = verifier.open(notAFile, SHA, call)) {
            StowageException refusal = assertThrows(StowageException.class, () -> hashing.finish(Math.max(1, size)));
            assertFalse(refusal instanceof CancelledException);
        }
    }

    @Test
    void endsWhenTheCallIsCancelled() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        StepByStep never = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, never)) {
            Future<Digests> digests = threads.submit(() -> hashing.finish(1000));
            never.awaitWork();
            call.cancel();
            Exception failure = assertThrows(Exception.class, digests::get);
            assertTrue(failure.getCause() instanceof CancelledException, failure.toString());
        }
    }

    @Test
    void endsWhenItsCallWasCancelledBefore() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        call.cancel();
        StepByStep never = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, never)) {
            assertThrows(CancelledException.class, () -> hashing.finish(1000));
        }
    }

    @Test
    void endsWhenItIsClosedByAnother() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        StepByStep never = new StepByStep();
        Hashing hashing = new TrailingHashing(file, SHA, call, never);
        Future<Digests> digests = threads.submit(() -> hashing.finish(1000));
        never.awaitWork();
        hashing.close();
        hashing.close();
        Exception failure = assertThrows(Exception.class, digests::get);
        assertTrue(failure.getCause() instanceof CancelledException, failure.toString());
        never.runAll();
    }

    @Test
    void treatsAnInterruptAsCancellation() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        StepByStep never = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, never)) {
            Future<Boolean> ended = threads.submit(() -> {
                Thread.currentThread().interrupt();
                assertThrows(CancelledException.class, () -> hashing.finish(1000));
                return Thread.interrupted();
            });
            assertTrue(ended.get(), "the interrupt is still known");
        }
    }

    @Test
    void holdsNoThreadWhileNothingIsReadable() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1000]);
        StepByStep pool = new StepByStep();
        try (Hashing hashing = new TrailingHashing(file, SHA, call, pool)) {
            hashing.readable(0);
            assertEquals(0, pool.work.size());
            hashing.readable(10);
            hashing.readable(20);
            assertEquals(1, pool.work.size());
            pool.runAll();
            hashing.readable(30);
            assertEquals(1, pool.work.size());
        }
    }

    @Test
    void manyShareFewThreads() throws Exception {
        CountDownLatch begun = new CountDownLatch(20);
        byte[] bytes = bytes(new Random(5), 400_000);
        Path file = Files.write(folder.resolve("f"), bytes);
        ExecutorService waiting = Executors.newFixedThreadPool(20);
        try {
            List<Future<Optional<Sha256>>> all = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(waiting.submit(() -> {
                    begun.countDown();
                    begun.await();
                    try (Hashing hashing = verifier.open(file, SHA, call)) {
                        return hashing.finish(400_000).sha256();
                    }
                }));
            }
            for (Future<Optional<Sha256>> one : all) {
                assertEquals(sha(bytes), one.get(30, TimeUnit.SECONDS));
            }
        } finally {
            waiting.shutdownNow();
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<Sha256> sha(byte[] bytes) throws Exception {
        return Optional.of(new Sha256(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
    }

    /** A pool that works when it is told to. */
    private static final class StepByStep implements Executor {
        private final Queue<Runnable> work = new ArrayDeque<>();

        @Override
        public synchronized void execute(Runnable task) {
            work.add(task);
            notifyAll();
        }

        synchronized void awaitWork() throws InterruptedException {
            while (work.isEmpty()) {
                wait();
            }
        }

        void runAll() {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        }

        void runUntil(Future<?> done) throws InterruptedException {
            while (!done.isDone()) {
                runAll();
                Thread.onSpinWait();
            }
        }

        private synchronized @Nullable Runnable next() {
            return work.poll();
        }
    }

    private static final class TestCall implements Call {
        private final List<Runnable> actions = new CopyOnWriteArrayList<>();
        private volatile boolean cancelled;

        @Override
        public UserId user() {
            return UserId.LOCAL;
        }

        @Override
        public String correlation() {
            return "test";
        }

        @Override
        public void check() throws CancelledException {
            if (cancelled) {
                throw new CancelledException();
            }
        }

        @Override
        public Subscription onCancel(Runnable action) {
            actions.add(action);
            if (cancelled) {
                action.run();
            }
            return () -> actions.remove(action);
        }

        void cancel() {
            cancelled = true;
            actions.forEach(Runnable::run);
        }
    }
}
