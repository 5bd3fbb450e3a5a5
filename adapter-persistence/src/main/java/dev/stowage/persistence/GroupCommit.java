package dev.stowage.persistence;

import dev.stowage.spi.StowageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the work of all who write at the same time into one transaction, because a durable commit costs the same for one and for many.
 *
 * <p>There is no thread of its own: the first who comes leads and carries out what has gathered; who comes meanwhile waits, and one of them
 * leads the next transaction.
 */
final class GroupCommit {
    private static final int MOST = 256;

    private final Consumer<List<Pending<?>>> transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private final Deque<Pending<?>> waiting = new ArrayDeque<>();
    private @Nullable Thread leader;

    /** @param transaction carries out all of them and gives each its outcome; it does not throw */
    GroupCommit(Consumer<List<Pending<?>>> transaction) {
        this.transaction = transaction;
    }

    /** Returns when the work is done and durable. An interrupt waits until then. */
    <R> R run(Database.Work<R> work) throws StowageException {
        Pending<R> pending = new Pending<>(work);
        List<Pending<?>> batch = gather(pending);
        if (!batch.isEmpty()) {
            lead(batch);
        }
        return pending.outcome();
    }

    /** What is to be led, with this work in it; empty when another has done this work. */
    private List<Pending<?>> gather(Pending<?> own) {
        lock.lock();
        try {
            if (leader == Thread.currentThread()) {
                throw new IllegalStateException("A transaction is not begun within another");
            }
            waiting.add(own);
            while (!own.done() && (leader != null || !next(own))) {
                finished.awaitUninterruptibly();
            }
            return own.done() ? List.of() : batch();
        } finally {
            lock.unlock();
        }
    }

    /** Whether this work is among those that the next transaction takes. */
    private boolean next(Pending<?> own) {
        return waiting.stream().limit(MOST).anyMatch(own::equals);
    }

    private List<Pending<?>> batch() {
        leader = Thread.currentThread();
        List<Pending<?>> batch = new ArrayList<>();
        while (batch.size() < MOST && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void lead(List<Pending<?>> batch) {
        boolean interrupted = Thread.interrupted(); // meant for this caller, not for the others whose work is done here
        try {
            transaction.accept(batch);
        } finally {
            release(batch);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void release(List<Pending<?>> batch) {
        lock.lock();
        try {
            batch.forEach(Pending::finish);
            leader = null;
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
