package dev.stowage.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a {@link HashVerifier} owes.
 *
 * @since 0.1
 */
public abstract class HashVerifierContract extends Contract {
    private static final Set<HashAlgorithm> SHA256 = Set.of(HashAlgorithm.SHA256);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private HashVerifier verifier;

    /** For subclasses. */
    protected HashVerifierContract() {}

    /** A new verifier; closed by the kit when it is {@link AutoCloseable}. */
    protected abstract HashVerifier create() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        verifier = create();
    }

    @AfterEach
    final void close() throws Exception {
        if (verifier instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Test
    @DisplayName("HV-01 the SHA-256 is the one of FIPS 180-4")
    void knowsSha256() throws Exception {
        Path file = file("abc".getBytes(US_ASCII));
        assertEquals(
                Map.of(HashAlgorithm.SHA256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                only(SHA256, hashed(file, SHA256, 3)));
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'a');
        assertEquals(
                Map.of(HashAlgorithm.SHA256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
                only(SHA256, hashed(file(million), SHA256, million.length)));
    }

    @Test
    @DisplayName("HV-02 the Git SHA-1 is the id of Git's blob")
    void knowsGitBlobs() throws Exception {
        Set<HashAlgorithm> both = EnumSet.allOf(HashAlgorithm.class);
        Path file = file("what is up, doc?".getBytes(US_ASCII));
        if (!supports(Capability.GIT_SHA1)) {
            StowageException refusal =
                    assertThrows(StowageException.class, () -> verifier.open(file, both, FakeCall.local()));
            assertEquals(Codes.NOT_SUPPORTED, refusal.problem().code());
            return;
        }
        Digests digests = hashed(file, both, 16);
        assertEquals("bd9dbf5aae1a3862dd1526723246b20206e5fc37", digests.hex().get(HashAlgorithm.GIT_SHA1));
        assertEquals(
                digests("what is up, doc?".getBytes(US_ASCII)), digests.hex().get(HashAlgorithm.SHA256));
        assertTrue(hashed(file, Set.of(HashAlgorithm.GIT_SHA1), 16).hex().containsKey(HashAlgorithm.GIT_SHA1));
    }

    @Test
    @DisplayName("HV-03 the empty file has a digest")
    void hashesNothing() throws Exception {
        Digests digests = hashed(file(new byte[0]), SHA256, 0);
        assertEquals(digests(new byte[0]), digests.hex().get(HashAlgorithm.SHA256));
        assertEquals(0, digests.totalBytes());
    }

    @Test
    @DisplayName("HV-04 the file may come into being and grow behind what is readable")
    void trails() throws Exception {
        byte[] content = bytes(1, 3 * MIB + 7);
        Path file = folder.resolve("growing");
        try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
            for (int at = 0; at < content.length; at += 100_000) {
                int end = Math.min(content.length, at + 100_000);
                append(file, Arrays.copyOfRange(content, at, end));
                hashing.readable(end);
            }
            assertDigest(content, hashing);
        }
    }

    @Test
    @DisplayName("HV-05 finishing needs no announcement before")
    void finishesUnannounced() throws Exception {
        byte[] content = bytes(2, MIB);
        try (HashVerifier.Hashing hashing = verifier.open(file(content), SHA256, FakeCall.local())) {
            assertDigest(content, hashing);
        }
    }

    @Test
    @DisplayName("HV-06 readable returns at once, however much there is")
    void readableReturnsAtOnce() throws Exception {
        byte[] content = bytes(3, 32 * MIB);
        Path file = file(content);
        Duration limit = Duration.ofSeconds(2);
        Promptness.assertWithin(limit, "announcing something 10,000 times", () -> {
            try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
                long begun = System.nanoTime();
                for (int i = 1; i <= 10_000 && System.nanoTime() - begun < limit.toNanos(); i++) {
                    hashing.readable((long) content.length * i / 10_000);
                }
                long nanos = System.nanoTime() - begun;
                assertDigest(content, hashing);
                return nanos;
            }
        });
    }

    @Test
    @DisplayName("HV-07 what changes behind a rewind counts as it is at the end")
    void rewinds() throws Exception {
        byte[] wrong = bytes(4, 2 * MIB);
        byte[] right = wrong.clone();
        System.arraycopy(bytes(5, MIB / 2), 0, right, MIB, MIB / 2);
        Path file = file(wrong);
        try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
            hashing.readable(2 * MIB);
            spin(20_000);
            hashing.rewound(MIB);
            Files.write(file, right);
            hashing.readable(2 * MIB);
            assertDigest(right, hashing);
        }
    }

    @Test
    @DisplayName("HV-07 a file may be cut and written anew behind a rewind, again and again")
    void rewindsOften() throws Exception {
        Path file = folder.resolve("restless");
        Random random = new Random(6);
        for (int round = 0; round < 100; round++) {
            byte[] right = bytes(round, MIB / 2 + random.nextInt(MIB));
            Files.write(file, right);
            try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
                for (int i = 0; i < 4; i++) {
                    int offset = random.nextInt(2) * random.nextInt(right.length);
                    hashing.rewound(offset);
                    byte[] wrong = right.clone();
                    wrong[offset] ^= 1;
                    rewrite(file, i < 3 ? wrong : right, offset);
                    hashing.readable(right.length);
                    spin(random.nextInt(300));
                    if (i == 2) {
                        hashing.rewound(0);
                        rewrite(file, right, 0);
                    }
                }
                assertDigest(right, hashing);
            }
        }
    }

    @Test
    @DisplayName("HV-08 a file that is longer or shorter than said fails")
    void noticesOtherSize() throws Exception {
        byte[] content = bytes(7, MIB);
        for (long size : new long[] {0, MIB - 1, MIB + 1, 5L * MIB}) {
            try (HashVerifier.Hashing hashing = verifier.open(file(content), SHA256, FakeCall.local())) {
                hashing.readable(Math.min(size, MIB));
                assertThrows(StowageException.class, () -> finish(hashing, size), "said to have " + size + " bytes");
            }
        }
    }

    @Test
    @DisplayName("HV-08 a file that is not there fails")
    void noticesMissingFile() throws Exception {
        Path file = folder.resolve("missing");
        try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
            assertThrows(StowageException.class, () -> finish(hashing, 5));
        }
    }

    @Test
    @DisplayName("HV-09 one bit more or less is another digest")
    void noticesOneBit() throws Exception {
        byte[] content = bytes(8, MIB);
        String right = hashed(file(content), SHA256, MIB).hex().get(HashAlgorithm.SHA256);
        for (int at : new int[] {0, MIB / 2, MIB - 1}) {
            byte[] flipped = content.clone();
            flipped[at] ^= 1;
            assertNotEquals(right, hashed(file(flipped), SHA256, MIB).hex().get(HashAlgorithm.SHA256));
        }
    }

    @Test
    @DisplayName("HV-10 a cancelled call is not finished")
    void cancelledBefore() throws Exception {
        FakeCall call = FakeCall.local();
        try (HashVerifier.Hashing hashing = verifier.open(file(bytes(9, MIB)), SHA256, call)) {
            hashing.readable(MIB);
            spin(50_000);
            call.cancel();
            assertThrows(CancelledException.class, () -> finish(hashing, MIB));
        }
        assertEquals(0, call.registrations(), "a registration was left behind");
    }

    @Test
    @DisplayName("HV-10 cancelling ends a wait")
    void cancelledWhileWaiting() throws Exception {
        FakeCall call = FakeCall.local();
        Path large = file(bytes(10, 64 * MIB));
        try (HashVerifier.Hashing hashing = verifier.open(large, SHA256, call)) {
            FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                try {
                    hashing.finish(64L * MIB);
                    return true;
                } catch (CancelledException e) {
                    return false;
                }
            });
            start(waiting);
            call.cancel();
            // Finishing first is not wrong, hanging is.
            waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("HV-11 an interrupt is a cancellation, and the thread stays interrupted")
    void interrupted() throws Exception {
        try (HashVerifier.Hashing hashing = verifier.open(file(bytes(11, 16 * MIB)), SHA256, FakeCall.local())) {
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                Thread.currentThread().interrupt();
                assertThrows(CancelledException.class, () -> hashing.finish(16L * MIB));
                return Thread.currentThread().isInterrupted();
            });
            start(task);
            assertTrue(task.get(LIMIT.toSeconds(), TimeUnit.SECONDS), "the interrupt was swallowed");
        }
    }

    @Test
    @DisplayName("HV-12 closing is idempotent, from any thread, and nothing finishes afterwards")
    void closes() throws Exception {
        byte[] content = bytes(12, MIB);
        HashVerifier.Hashing hashing = verifier.open(file(content), SHA256, FakeCall.local());
        hashing.readable(MIB / 2);
        Crowd.together(4, i -> () -> {
            hashing.close();
            return true;
        });
        hashing.close();
        assertDoesNotThrow(() -> hashing.readable(MIB));
        assertDoesNotThrow(() -> hashing.rewound(0));
        assertDoesNotThrow(hashing::close);
    }

    @Test
    @DisplayName("HV-13 many computations run at once, more than there are processors")
    void manyAtOnce() throws Exception {
        int size = 4 * Runtime.getRuntime().availableProcessors() + 3;
        Crowd.together(size, i -> () -> {
            byte[] content = bytes(100 + i, MIB + i);
            Path file = Files.write(folder.resolve("many-" + i), content);
            try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
                hashing.readable(MIB / 2);
                hashing.readable(content.length);
                assertDigest(content, hashing);
            }
            return true;
        });
    }

    @Test
    @DisplayName("HV-13 open computations that wait for bytes keep nobody else from finishing")
    void idleOnesBlockNobody() throws Exception {
        byte[] content = bytes(13, MIB);
        Path file = file(content);
        HashVerifier.Hashing[] idle = new HashVerifier.Hashing[100];
        for (int i = 0; i < idle.length; i++) {
            idle[i] = verifier.open(file, SHA256, FakeCall.local());
            idle[i].readable(1);
        }
        try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
            assertDigest(content, hashing);
        }
        for (HashVerifier.Hashing each : idle) {
            each.close();
        }
    }

    @Test
    @DisplayName("HV-14 what is computed is the digest of what is asked for, whatever else came along")
    void totalIsCounted() throws Exception {
        byte[] content = bytes(14, 12_345);
        assertEquals(12_345, hashed(file(content), SHA256, 12_345).totalBytes());
    }

    @Test
    @DisplayName("HV-15 no file stays open")
    void leaksNoFile() throws Exception {
        byte[] content = bytes(15, MIB);
        for (int i = 0; i < 20; i++) {
            Path file = file(content);
            try (HashVerifier.Hashing hashing = verifier.open(file, SHA256, FakeCall.local())) {
                hashing.readable(MIB);
                if (i % 2 == 0) {
                    assertDigest(content, hashing);
                }
            }
        }
        OpenFiles.assertNoneBelow(folder);
    }

    private Digests hashed(Path file, Set<HashAlgorithm> algorithms, long size) throws StowageException {
        try (HashVerifier.Hashing hashing = verifier.open(file, algorithms, FakeCall.local())) {
            return finish(hashing, size);
        }
    }

    private static void assertDigest(byte[] content, HashVerifier.Hashing hashing) throws StowageException {
        Digests digests = finish(hashing, content.length);
        assertEquals(digests(content), digests.hex().get(HashAlgorithm.SHA256));
    }

    private static Digests finish(HashVerifier.Hashing hashing, long size) throws StowageException {
        return hashing.finish(size);
    }

    private static Map<HashAlgorithm, String> only(Set<HashAlgorithm> wanted, Digests digests) {
        assertTrue(digests.hex().keySet().containsAll(wanted));
        return Map.of(HashAlgorithm.SHA256, String.valueOf(digests.hex().get(HashAlgorithm.SHA256)));
    }

    /** Gives a computation the chance to get somewhere; nothing depends on how far it comes. */
    private static void spin(int micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    private static void append(Path file, byte[] more) throws IOException {
        Files.write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Cuts the file at the offset, then writes it anew from there. */
    private static void rewrite(Path file, byte[] content, int offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(offset);
            ByteBuffer rest = ByteBuffer.wrap(content, offset, content.length - offset);
            while (rest.hasRemaining()) {
                channel.write(rest, content.length - rest.remaining());
            }
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String digests(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
