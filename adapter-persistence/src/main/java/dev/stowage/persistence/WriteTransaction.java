package dev.stowage.persistence;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** One transaction for several pieces of work, each of which may fail alone. */
final class WriteTransaction {
    private static final String SAVEPOINT = "work";

    private final Connections connections;
    private final SqlProblems problems;
    private final int attempts;

    WriteTransaction(Connections connections, SqlProblems problems, int attempts) {
        this.connections = connections;
        this.problems = problems;
        this.attempts = attempts;
    }

    /** Gives each its outcome. */
    void run(List<Pending<?>> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                once(batch);
                return;
            } catch (RuntimeException | Error e) {
                connections.renew();
                if (attempt == attempts || !passing(e)) {
                    batch.forEach(pending -> pending.fail(told(e)));
                    return;
                }
            }
        }
    }

    private void once(List<Pending<?>> batch) {
        try (Handle handle = connections.writer().open()) {
            handle.begin();
            try {
                boolean any = batch.size() == 1 ? alone(handle, batch.get(0)) : each(handle, batch);
                if (!any) {
                    handle.rollback();
                    return;
                }
            } catch (RuntimeException | Error e) {
                undo(handle, e);
                throw e;
            }
            commit(handle);
        }
    }

    private boolean alone(Handle handle, Pending<?> pending) {
        Throwable failure = pending.attempt(handle);
        if (failure != null) {
            rethrowWhatEndsAll(failure);
        }
        return failure == null;
    }

    private boolean each(Handle handle, List<Pending<?>> batch) {
        boolean any = false;
        for (Pending<?> pending : batch) {
            handle.savepoint(SAVEPOINT);
            Throwable failure = pending.attempt(handle);
            if (failure == null) {
                handle.releaseSavepoint(SAVEPOINT);
                any = true;
            } else {
                rethrowWhatEndsAll(failure);
                handle.rollbackToSavepoint(SAVEPOINT);
            }
        }
        return any;
    }

    private void rethrowWhatEndsAll(Throwable failure) {
        boolean alone = problems.trouble(failure).orElse(Trouble.STATEMENT) == Trouble.STATEMENT;
        if (!alone && failure instanceof RuntimeException ending) {
            throw ending;
        }
    }

    private void commit(Handle handle) {
        try {
            handle.commit();
        } catch (RuntimeException e) {
            undo(handle, e);
            throw problems.trouble(e).filter(Trouble.LOST::equals).isPresent() ? new AnswerLostException(e) : e;
        }
    }

    private boolean passing(Throwable thrown) {
        return !(thrown instanceof AnswerLostException)
                && problems.trouble(thrown).filter(Trouble::passing).isPresent();
    }

    /** Each gets an exception of its own, because each is thrown on another thread. */
    private Throwable told(Throwable thrown) {
        if (!(thrown instanceof RuntimeException unexpected)) {
            return thrown;
        }
        try {
            return problems.of(unexpected);
        } catch (RuntimeException defect) {
            return defect;
        }
    }

    private static void undo(Handle handle, Throwable because) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            because.addSuppressed(e); // the database has undone it already, or will when it notices that we are gone
        }
    }
}
