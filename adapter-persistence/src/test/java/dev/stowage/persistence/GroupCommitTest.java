package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
    private static final int WRITERS = 8;
    private static final int EACH = 20;

    @TempDir
    private Path folder;

    private final AtomicInteger commits = new AtomicInteger();
    private final CountDownLatch gathered = new CountDownLatch(1);

    @Test
    void writersWhoComeTogetherShareACommit() throws Exception {
        try (Database database = counting()) {
            List<FutureTask<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(started(() -> writesMany(database, number)));
            }
            gathered.countDown();
            for (FutureTask<Integer> writer : writers) {
                assertEquals(EACH, writer.get());
            }
            assertEquals(WRITERS * EACH, rows(database));
        }
        assertTrue(commits.get() < WRITERS * EACH, commits + " commits");
    }

    @Test
    void whoFailsFailsAloneAndChangesNothing() throws Exception {
        StowageException refusal =
                new StowageException(Problem.of(Problem.Kind.CONFLICT, "taken", "write", "it is taken", ""));
        try (Database database = counting()) {
            FutureTask<Integer> first = started(() -> database.write(handle -> put(handle, "first")));
            FutureTask<Integer> refused = started(() -> database.write(handle -> {
                put(handle, "refused");
                throw refusal;
            }));
            FutureTask<Integer> twice =
                    started(() -> database.write(handle -> put(handle, "twice") + put(handle, "twice")));
            FutureTask<Integer> last = started(() -> database.write(handle -> put(handle, "last")));
            gathered.countDown();
            assertEquals(1, first.get());
            assertEquals(1, last.get());
            assertSame(refusal, assertThrows(Exception.class, refused::get).getCause());
            assertThrows(Exception.class, twice::get);
            assertEquals(2, rows(database));
        }
    }

    @Test
    void aLonelyFailureIsUndoneToo() throws Exception {
        gathered.countDown();
        try (Database database = counting()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(handle -> {
                        put(handle, "half");
                        throw new IllegalStateException("a defect");
                    }));
            assertEquals(0, rows(database));
        }
    }

    @Test
    void aTransactionWithinATransactionIsRefusedInsteadOfWaitingForItself() throws Exception {
        gathered.countDown();
        try (Database database = counting()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(handle -> database.write(inner -> put(inner, "inner"))));
            assertEquals(1, put(database, "after"));
        }
    }

    @Test
    void anInterruptOfTheOneWhoLeadsHarmsNobodyAndIsKept() throws Exception {
        gathered.countDown();
        try (Database database = counting()) {
            Thread.currentThread().interrupt();
            assertEquals(1, put(database, "interrupted"));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws Exception {
        Database database = counting();
        database.close();
        database.close();
        assertThrows(IllegalStateException.class, () -> database.write(handle -> put(handle, "late")));
        assertThrows(IllegalStateException.class, () -> database.read(handle -> 1));
    }

    /** Its first commit of work waits until all others have come. */
    private Database counting() throws StowageException {
        Place place = Databases.spied(DatabaseUrl.sqlite(folder.resolve("group.db")), method -> {
            if (method.equals("commit") && Thread.currentThread().getName().equals("test")) {
                commits.incrementAndGet();
                await();
            }
        });
        Database database = Databases.of(place);
        assertEquals(0, rows(database)); // the tables are made here, so that none of the writers has to
        return database;
    }

    private void await() {
        try {
            gathered.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs on a thread of its own that has come to wait when this returns. */
    private static FutureTask<Integer> started(Callable<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread thread = Databases.thread(task);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        return task;
    }

    private static int writesMany(Database database, int writer) throws StowageException {
        int written = 0;
        for (int i = 0; i < EACH; i++) {
            String id = writer + "-" + i;
            written += database.write(handle -> put(handle, id));
        }
        return written;
    }

    private static int put(Database database, String id) throws StowageException {
        return database.write(handle -> put(handle, id));
    }

    private static int put(Handle handle, String id) {
        return handle.execute("INSERT INTO main.workers (id, engine, facts) VALUES (?, 'folder', '{}')", id);
    }

    private static int rows(Database database) throws StowageException {
        return database.read(handle -> handle.select("SELECT count(*) FROM main.workers")
                .mapTo(Integer.class)
                .one());
    }
}
