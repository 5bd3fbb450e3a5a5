package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Library;
import dev.stowage.api.Stowage;
import dev.stowage.api.Verification;
import dev.stowage.api.Verification.State;
import dev.stowage.model.Asset;
import dev.stowage.model.Check;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files are read again, long after they were registered. */
@Timeout(60)
class ReverificationTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-01T12:00:00Z"));
    private World world;
    private Stowage stowage;
    private Library library;
    private byte[] bytes = {};
    private Path file = Path.of("");
    private Sha256 id = World.sha(bytes);

    @BeforeEach
    void install() throws Exception {
        world = new World(folder.resolve("models"));
        bytes = world.lora("x.safetensors");
        stowage = World.started(world.wired().clock(clock));
        library = stowage.library();
        world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
        file = world.inLoras("x.safetensors");
        id = World.sha(bytes);
        clock.set(LATER);
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void saysThatEveryByteIsAsItWas() throws Exception {
        Verification seen = library.verify(id);
        assertEquals(State.INTACT, seen.state());
        assertEquals(file, seen.path());
        assertEquals(Optional.of(id), seen.computed().flatMap(Digests::sha256));
        assertEquals(Optional.empty(), seen.problem());
        assertChecked(Check.Condition.INTACT, seen);
        assertEquals(seen, library.verify(file));
        assertEquals(
                State.INTACT,
                library.verify(folder.resolve("models/./loras/../loras/x.safetensors"))
                        .state());
    }

    @Test
    void tellsAFlippedBit() throws Exception {
        byte[] other = World.flipped(bytes);
        Files.write(file, other);
        for (Verification seen : new Verification[] {library.verify(id), library.verify(file)}) {
            assertEquals(State.DAMAGED, seen.state());
            assertEquals(Optional.of(World.sha(other)), seen.computed().flatMap(Digests::sha256));
            Problem problem = seen.problem().orElseThrow();
            assertEquals(Codes.DAMAGED, problem.code());
            assertEquals(6, problem.kind().exitCode());
            String name = "Model of x.safetensors at " + file;
            assertTrue(
                    problem.message()
                            .startsWith("Could not verify " + name + ": it no longer matches its fingerprint (sha256"),
                    problem.message());
            assertTrue(problem.message().contains("potentially corrupted or tampered"), problem.message());
            assertChecked(Check.Condition.DAMAGED, seen);
        }
        Files.write(file, bytes);
        assertChecked(Check.Condition.INTACT, library.verify(id));
    }

    @Test
    void tellsAFileThatIsShorterOrLonger() throws Exception {
        for (int length : new int[] {0, 1, bytes.length - 1, bytes.length + 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertEquals(State.DAMAGED, library.verify(id).state(), length + " bytes");
        }
    }

    @Test
    void tellsThatTheFileIsGone() throws Exception {
        Files.delete(file);
        for (Verification seen : new Verification[] {library.verify(id), library.verify(file)}) {
            assertEquals(State.MISSING, seen.state());
            assertEquals(Codes.MISSING, seen.problem().orElseThrow().code());
            assertEquals(7, seen.problem().orElseThrow().kind().exitCode());
            assertChecked(Check.Condition.MISSING, seen);
        }
        Verification never = library.verify(folder.resolve("never"));
        assertEquals(State.MISSING, never.state());
        assertEquals(Optional.empty(), never.asset());
    }

    @Test
    void whatCannotBeReadIsNotCalledDamaged() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        Verification seen = library.verify(id);
        assertEquals(State.UNREADABLE, seen.state());
        assertEquals(Optional.empty(), seen.computed());
        assertTrue(seen.problem().isPresent());
        assertEquals(Optional.empty(), library.find(id).orElseThrow().check());
    }

    @Test
    void knowsBytesAtAnotherPlaceAndThoseThatNobodyKnows() throws Exception {
        Path copy = Files.write(folder.resolve("copy.safetensors"), bytes);
        Verification known = library.verify(copy);
        assertEquals(State.ELSEWHERE, known.state());
        assertEquals(Optional.of(file), known.asset().map(Asset::path));
        assertEquals(copy, known.path());
        assertEquals(Optional.empty(), library.find(id).orElseThrow().check(), "that one was not looked at");

        Path foreign = Files.write(folder.resolve("foreign"), World.flipped(bytes));
        Verification unknown = library.verify(foreign);
        assertEquals(State.UNREGISTERED, unknown.state());
        assertEquals(
                Optional.of(World.sha(World.flipped(bytes))), unknown.computed().flatMap(Digests::sha256));
    }

    @Test
    void knowsNoOtherIds() {
        Sha256 unknown = World.sha(new byte[] {1});
        Problem refusal = assertThrows(StowageException.class, () -> library.verify(unknown))
                .problem();
        assertEquals(Codes.UNKNOWN_ID, refusal.code());
    }

    @Test
    void looksBesideTheProcessThatHasTheFolderAndRecordsNothing() throws Exception {
        stowage.close();
        Path data = folder.resolve("data");
        try (Stowage owner = world.wired().folders(world.models, data).build();
                Stowage other =
                        world.wired().folders(world.models, data).clock(clock).build()) {
            owner.start();
            assertEquals(State.INTACT, other.library().verify(id).state());
            assertEquals(
                    Optional.empty(), owner.library().find(id).orElseThrow().check());
            owner.close();
            assertChecked(Check.Condition.INTACT, other.library().verify(id));
        }
    }

    @Test
    void stopsWhenTheCallerIsInterruptedAndWhenStowageIsClosed() throws Exception {
        stowage.close();
        Semaphore reading = new Semaphore(0);
        HashVerifier endless = (path, algorithms, call) -> new Endless(reading, call);
        ExecutorService people = Executors.newSingleThreadExecutor();
        try (Stowage slow = World.started(world.wired().use(HashVerifier.class, "test", endless))) {
            BlockingQueue<Thread> person = new LinkedBlockingQueue<>();
            Future<Verification> first = people.submit(() -> {
                person.add(Thread.currentThread());
                return slow.library().verify(id);
            });
            reading.acquire();
            person.take().interrupt();
            assertInstanceOf(
                    InterruptedException.class,
                    assertThrows(ExecutionException.class, first::get).getCause());

            Future<Verification> second = people.submit(() -> slow.library().verify(id));
            reading.acquire();
            slow.close();
            assertInstanceOf(
                    CancelledException.class,
                    assertThrows(ExecutionException.class, second::get).getCause());
            assertThrows(CancelledException.class, () -> slow.library().verify(id));
        } finally {
            people.shutdownNow();
        }
    }

    private void assertChecked(Check.Condition condition, Verification seen) throws StowageException {
        Optional<Check> check = Optional.of(new Check(condition, LATER));
        assertEquals(check, seen.asset().orElseThrow().check());
        assertEquals(check, library.find(id).orElseThrow().check());
    }

    /** Reads until it is told to stop. */
    private record Endless(Semaphore reading, Call call) implements HashVerifier.Hashing {
        @Override
        public void readable(long readableBytes) {}

        @Override
        public void rewound(long offset) {}

        @Override
        public Digests finish(long totalBytes) throws StowageException {
            reading.release();
            while (true) {
                call.check();
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {}
    }
}
