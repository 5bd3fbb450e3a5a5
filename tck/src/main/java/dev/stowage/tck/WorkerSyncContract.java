package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Draft;
import dev.stowage.model.ModelType;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Replica;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerSync;
import dev.stowage.tck.fake.FakeCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a {@link WorkerSync} owes.
 *
 * @since 0.1
 */
public abstract class WorkerSyncContract extends Contract {
    private static final SafePath PLACE = SafePath.parse("loras/sdxl/dragon (1).safetensors");
    private static final int LENGTH = 20 << 20;

    @TempDir
    Path here;

    private WorkerSync engine;
    private byte[] bytes = {};
    private Replica replica;

    /** For subclasses. */
    protected WorkerSyncContract() {}

    /** A new engine; closed by the kit when it is {@link AutoCloseable}. */
    protected abstract WorkerSync create() throws Exception;

    /** A worker that can be reached and has nothing yet. */
    protected abstract Worker worker(WorkerId id) throws Exception;

    /** A worker of good settings that cannot be reached now. */
    protected abstract Worker unreachable(WorkerId id) throws Exception;

    /** A worker whose settings cannot be meant. */
    protected abstract Worker meaningless(WorkerId id);

    /** Puts a file on a worker, as somebody else would. */
    protected abstract void place(Worker worker, SafePath path, byte[] content) throws Exception;

    /** What a file on a worker holds; empty when there is none. */
    protected abstract Optional<byte[]> content(Worker worker, SafePath path) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        engine = create();
        bytes = new byte[LENGTH];
        new Random(7).nextBytes(bytes);
        replica = new Replica(asset(bytes, bytes), PLACE);
    }

    @AfterEach
    final void close() throws Exception {
        if (engine instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Test
    @DisplayName("WS-01 what is delivered is on each worker, at its place")
    void delivers() throws Exception {
        Worker one = worker(id(1));
        Worker two = worker(id(2));
        Told told = delivered(replica, one, two);
        for (Worker worker : List.of(one, two)) {
            assertEquals(Phase.DONE, told.phase(worker));
            assertEquals(LENGTH, told.last(worker).bytesDone());
            assertArrayEquals(bytes, content(worker, PLACE).orElseThrow());
        }
    }

    @Test
    @DisplayName("WS-02 a worker that cannot be reached fails, may be tried again, and keeps nothing from the others")
    void unreachableOnesFailAlone() throws Exception {
        Worker off = unreachable(id(1));
        Worker on = worker(id(2));
        Told told = delivered(replica, off, on);
        Problem problem = told.problem(off);
        assertTrue(problem.retryable());
        assertTrue(problem.message().contains(off.id().text()), problem.message());
        assertEquals(Phase.DONE, told.phase(on));
        assertArrayEquals(bytes, content(on, PLACE).orElseThrow());
    }

    @Test
    @DisplayName("WS-03 other bytes under that name are never touched")
    void neverTakesANameFromOtherBytes() throws Exception {
        Worker worker = worker(id(1));
        byte[] foreign = bytes.clone();
        foreign[LENGTH / 2] ^= 1;
        place(worker, PLACE, foreign);
        Problem problem = delivered(replica, worker).problem(worker);
        assertEquals(Codes.TARGET_EXISTS, problem.code());
        assertFalse(problem.retryable());
        assertArrayEquals(foreign, content(worker, PLACE).orElseThrow());
    }

    @Test
    @DisplayName("WS-04 the same bytes there already are success, also the second time")
    void sameBytesAreSuccess() throws Exception {
        Worker worker = worker(id(1));
        place(worker, PLACE, bytes);
        assertEquals(Phase.DONE, delivered(replica, worker).phase(worker));
        assertEquals(Phase.DONE, delivered(replica, worker).phase(worker));
        assertArrayEquals(bytes, content(worker, PLACE).orElseThrow());
    }

    @Test
    @DisplayName("WS-05 bytes that have not the right SHA-256 at the far end never get their name")
    void wrongBytesGetNoName() throws Exception {
        Worker worker = worker(id(1));
        byte[] altered = bytes.clone();
        altered[LENGTH - 1] ^= 1;
        Replica wrong = new Replica(asset(bytes, altered), PLACE);
        assertEquals(
                Codes.HASH_MISMATCH, delivered(wrong, worker).problem(worker).code());
        assertEquals(Optional.empty(), content(worker, PLACE));
        Replica shorter = new Replica(asset(bytes, new byte[9]), PLACE);
        assertEquals(Phase.FAILED, delivered(shorter, worker).phase(worker));
        assertEquals(Optional.empty(), content(worker, PLACE));
    }

    @Test
    @DisplayName("WS-06 a cancelled delivery ends, leaves nothing under the name, and can be done again")
    void canBeCancelled() throws Exception {
        Worker worker = worker(id(1));
        for (int check = 1; check <= 3; check++) {
            FakeCall call = FakeCall.local().cancelAtCheck(check);
            Told told = new Told();
            assertThrows(CancelledException.class, () -> engine.deliver(replica, List.of(worker), told, call));
            assertEquals(0, call.registrations());
            assertNotEquals(Optional.of(Phase.DONE), told.any(worker));
            assertNotEquals(Optional.of(Phase.FAILED), told.any(worker));
            assertEquals(Optional.empty(), content(worker, PLACE));
        }
        assertEquals(Phase.DONE, delivered(replica, worker).phase(worker));
    }

    @Test
    @DisplayName("WS-07 a probe tells what the worker holds")
    void probes() throws Exception {
        Worker worker = worker(id(1));
        assertEquals(Phase.PENDING, probed(worker));
        byte[] foreign = bytes.clone();
        foreign[0] ^= 1;
        place(worker, PLACE, foreign);
        assertNotEquals(Phase.DONE, probed(worker));
        Worker other = worker(id(2));
        delivered(replica, other);
        assertEquals(Phase.DONE, probed(other));
        assertThrows(StowageException.class, () -> engine.probe(replica, unreachable(id(3)), FakeCall.local()));
    }

    @Test
    @DisplayName("WS-08 what is taken off is gone, absent is success, and other bytes stay")
    void removesOnlyItsBytes() throws Exception {
        Worker worker = worker(id(1));
        delivered(replica, worker);
        engine.remove(replica, worker, FakeCall.local());
        engine.remove(replica, worker, FakeCall.local());
        assertEquals(Optional.empty(), content(worker, PLACE));
        assertTrue(Files.exists(replica.asset().path()));
        Worker other = worker(id(2));
        place(other, PLACE, new byte[] {1});
        assertThrows(StowageException.class, () -> engine.remove(replica, other, FakeCall.local()));
        assertArrayEquals(new byte[] {1}, content(other, PLACE).orElseThrow());
    }

    @Test
    @DisplayName("WS-09 settings that cannot be meant are refused, and a worker that is off is no reason for that")
    void checksSettings() throws Exception {
        engine.check(worker(id(1)));
        engine.check(unreachable(id(2)));
        StowageException refused = assertThrows(StowageException.class, () -> engine.check(meaningless(id(3))));
        assertEquals(Problem.Kind.USAGE, refused.problem().kind());
        assertEquals(Codes.BAD_WORKER, refused.problem().code());
        engine.reach(worker(id(4)), FakeCall.local());
        StowageException off =
                assertThrows(StowageException.class, () -> engine.reach(unreachable(id(5)), FakeCall.local()));
        assertTrue(off.problem().retryable());
    }

    @Test
    @DisplayName(
            "WS-10 what a worker was proven to have it has no more when it is gone, shorter, or other bytes were written since")
    void noticesWhatIsThereNoMore() throws Exception {
        Worker worker = worker(id(1));
        Instant proven = delivered(replica, worker).last(worker).at();
        assertTrue(engine.holds(replica, worker, proven, FakeCall.local()));
        engine.remove(replica, worker, FakeCall.local());
        assertFalse(engine.holds(replica, worker, proven, FakeCall.local()));
        Worker shorter = worker(id(2));
        place(shorter, PLACE, new byte[9]);
        assertFalse(engine.holds(replica, shorter, proven, FakeCall.local()));
        Worker other = worker(id(3));
        byte[] foreign = bytes.clone();
        foreign[LENGTH / 2] ^= 1;
        place(other, PLACE, foreign);
        assertFalse(engine.holds(replica, other, Instant.EPOCH, FakeCall.local()));
        assertThrows(StowageException.class, () -> engine.holds(replica, unreachable(id(4)), proven, FakeCall.local()));
    }

    private Phase probed(Worker worker) throws StowageException {
        return engine.probe(replica, worker, FakeCall.local()).phase();
    }

    private Told delivered(Replica what, Worker... workers) throws StowageException {
        Told told = new Told();
        FakeCall call = FakeCall.local();
        engine.deliver(what, List.of(workers), told, call);
        assertEquals(0, call.registrations());
        return told;
    }

    /** An entry of some bytes whose file holds others, perhaps. */
    private Asset asset(byte[] registered, byte[] lying) throws IOException {
        Path file = Files.createTempFile(here, "asset", ".safetensors");
        Files.write(file, lying);
        Draft card = new Draft(
                "dragon",
                ModelType.LORA,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        return Asset.builder(sha(registered), file, card, Instant.EPOCH)
                .totalBytes(registered.length)
                .build();
    }

    private static WorkerId id(int number) {
        return new WorkerId("gpu-" + number);
    }

    private static Sha256 sha(byte[] content) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Told implements WorkerSync.SyncListener {
        private final Map<WorkerId, SyncState> states = new ConcurrentHashMap<>();

        @Override
        public void changed(WorkerId worker, SyncState state) {
            states.put(worker, state);
        }

        Optional<Phase> any(Worker worker) {
            return Optional.ofNullable(states.get(worker.id())).map(SyncState::phase);
        }

        SyncState last(Worker worker) {
            return Optional.ofNullable(states.get(worker.id())).orElseThrow();
        }

        Phase phase(Worker worker) {
            return last(worker).phase();
        }

        Problem problem(Worker worker) {
            assertEquals(Phase.FAILED, phase(worker));
            return last(worker).problem().orElseThrow();
        }
    }
}
