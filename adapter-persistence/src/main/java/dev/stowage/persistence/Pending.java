package dev.stowage.persistence;

import dev.stowage.spi.StowageException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for its transaction, and then its outcome. Whoever leads the transaction writes it; whoever waits reads it afterwards.
 *
 * @param <R> what the work returns
 */
final class Pending<R> {
    private final Database.Work<R> work;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private boolean done;

    Pending(Database.Work<R> work) {
        this.work = work;
    }

    /** Does the work; an earlier outcome is forgotten. */
    @Nullable
    Throwable attempt(Handle handle) {
        try {
            failure = null;
            result = work.on(handle);
        } catch (StowageException | RuntimeException | Error e) {
            failure = e;
        }
        return failure;
    }

    void fail(Throwable why) {
        failure = why;
    }

    void finish() {
        done = true;
    }

    boolean done() {
        return done;
    }

    @SuppressWarnings("NullAway") // what the work returned, null only where its type allows it
    R outcome() throws StowageException {
        if (failure instanceof StowageException expected) {
            throw expected;
        }
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return result;
    }
}
