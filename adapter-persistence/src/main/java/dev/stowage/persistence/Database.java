package dev.stowage.persistence;

import dev.stowage.spi.StowageException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one database of an installation, SQLite or PostgreSQL. It opens nothing before it is first used.
 *
 * <p>Thread-safe; calls block. Readers run beside each other and beside the one who writes; all who write at the same time share one durable
 * commit. Work that fails because the database is busy or a connection is lost is done again, up to five times, so it changes nothing but
 * the database. Failures of the database are {@link StowageException}s of kind {@code STORAGE}; what the work itself throws comes through.
 *
 * @since 0.1
 */
public final class Database implements AutoCloseable {
    static final int ATTEMPTS = 5;

    private final Place place;
    private final Opening opening;
    private final SqlProblems problems;
    private final GroupCommit commits;
    private final Deque<Schema> required = new ArrayDeque<>();
    private volatile boolean ready;
    private boolean closed;
    private volatile @Nullable Connections connections;

    /** How a database is opened. */
    interface Opening {
        /** Opens it, bringing nothing up to date yet. */
        Connections open(Place place) throws StowageException;

        /** What to do about missing and older tables. */
        Migrate migrate();
    }

    /**
     * Something to do in the database.
     *
     * @param <R> what comes out of it
     * @since 0.1
     */
    @FunctionalInterface
    public interface Work<R> {
        /**
         * Does it. It may run on the thread of another caller, and again from the beginning, so it keeps nothing from one run to the next.
         *
         * @param handle a connection with a transaction that is neither committed nor rolled back here; not to be kept
         * @throws StowageException to undo what was done with this handle and tell the caller why
         */
        R on(Handle handle) throws StowageException;
    }

    Database(Place place, Opening opening) {
        this.place = place;
        this.opening = opening;
        this.problems = new SqlProblems(place);
        this.commits = new GroupCommit(batch -> writeTransaction().run(batch));
    }

    /** What the name of every table is qualified with, in every statement: {@code schema.table}. */
    public String schema() {
        return place.schema();
    }

    /** How it differs from others. */
    public Dialect dialect() {
        return place.dialect();
    }

    /**
     * Asks for a module's tables: they are there, in the wanted version, before anything else is read or written. Does no I/O itself; when
     * the tables cannot be had, every later call tells why.
     */
    public synchronized void require(Schema schema) {
        required.add(schema);
        ready = false;
    }

    /**
     * Reads. Each statement sees everything that was written before it began; nothing is written here.
     *
     * @throws StowageException when the database gives up, or the work throws it
     */
    public <R> R read(Work<R> work) throws StowageException {
        Connections open = connections();
        for (int attempt = 1; ; attempt++) {
            try (Handle handle = open.readers().open()) {
                return work.on(handle);
            } catch (RuntimeException e) {
                open.renew();
                if (attempt == ATTEMPTS
                        || problems.trouble(e).filter(Trouble::passing).isEmpty()) {
                    throw problems.of(e);
                }
            }
        }
    }

    /**
     * Writes: all of it or nothing, and durably when this returns.
     *
     * @throws StowageException when the database gives up (whether the work counts is then known to who reads again), or the work throws it
     * @throws IllegalStateException when called by other work
     */
    public <R> R write(Work<R> work) throws StowageException {
        connections();
        return commits.run(work);
    }

    /** Ends what is running first. Idempotent; afterwards nothing can be read or written. */
    @Override
    public synchronized void close() {
        closed = true;
        ready = false;
        if (connections != null) {
            connections.close();
            connections = null;
        }
    }

    private WriteTransaction writeTransaction() {
        Connections open = connections;
        if (open == null) {
            throw new IllegalStateException("The database is closed");
        }
        return new WriteTransaction(open, problems, ATTEMPTS);
    }

    private Connections connections() throws StowageException {
        Connections open = connections;
        return ready && open != null ? open : prepared();
    }

    private synchronized Connections prepared() throws StowageException {
        if (closed) {
            throw new IllegalStateException("The database is closed");
        }
        Connections open = connections == null ? opening.open(place) : connections;
        connections = open;
        try {
            Migrations migrations = new Migrations(place, problems);
            for (Schema schema = required.peek(); schema != null; schema = required.peek()) {
                migrations.bring(open.writer(), schema, opening.migrate());
                required.remove();
            }
        } catch (RuntimeException e) {
            open.renew();
            throw problems.of(e);
        }
        ready = true;
        return open;
    }
}
