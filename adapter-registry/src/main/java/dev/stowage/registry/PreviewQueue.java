package dev.stowage.registry;

import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Hands out what is to be fetched to several threads, each preview to one of them. The shelf is asked without holding anybody up. */
final class PreviewQueue {
    private static final Duration UNTIL_THE_SHELF_ANSWERS = Duration.ofMinutes(1);

    private final PreviewShelf shelf;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<WantedPreview> waiting = new ArrayDeque<>();
    private final Set<WantedPreview> running = new HashSet<>();
    private final Set<WantedPreview.Key> done = new HashSet<>();
    private boolean stale;
    private boolean more;
    private boolean looking;
    private boolean closed;
    private Optional<Instant> next = Optional.empty();

    PreviewQueue(PreviewShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** There may be more on the shelf now. Returns at once. */
    void wake() {
        lock.lock();
        try {
            stale = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do; empty when there will be nothing any more. */
    Optional<WantedPreview> take() {
        lock.lock();
        try {
            while (!closed) {
                if (!waiting.isEmpty()) {
                    WantedPreview wanted = waiting.remove();
                    running.add(wanted);
                    return Optional.of(wanted);
                }
                if ((stale || more) && !looking) {
                    look();
                } else {
                    changed.awaitNanos(untilNext());
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** What was taken is done with, and the shelf knows. */
    void done(WantedPreview wanted) {
        lock.lock();
        try {
            running.remove(wanted);
            if (looking) {
                done.add(wanted.key());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Another attempt is to be made then. */
    void again(Instant at) {
        lock.lock();
        try {
            remember(at);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is to be done at once of what has been wanted since this moment; false when that takes too long. */
    boolean settled(Instant since, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!closed && (stale || looking || anySince(since))) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets anything any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean anySince(Instant since) {
        Predicate<WantedPreview> fresh = wanted -> !wanted.since().isBefore(since);
        return waiting.stream().anyMatch(fresh) || running.stream().anyMatch(fresh);
    }

    private void look() {
        stale = false;
        looking = true;
        next = Optional.empty();
        lock.unlock();
        PreviewShelf.Due due = new PreviewShelf.Due(List.of(), false, Optional.empty());
        try {
            due = asked();
        } finally {
            lock.lock();
            looking = false;
            fill(due);
            changed.signalAll();
        }
    }

    private PreviewShelf.Due asked() {
        Instant now = clock.instant();
        try {
            return shelf.due(now);
        } catch (StowageException | IllegalStateException e) { // the latter when the database was closed before this
            System.getLogger("dev.stowage").log(System.Logger.Level.DEBUG, "Previews wait for the database", e);
            return new PreviewShelf.Due(List.of(), false, Optional.of(now.plus(UNTIL_THE_SHELF_ANSWERS)));
        }
    }

    /** What was finished while the shelf was asked may stand in its answer as wanted still. */
    private void fill(PreviewShelf.Due due) {
        Set<WantedPreview.Key> known = new HashSet<>(done);
        running.forEach(wanted -> known.add(wanted.key()));
        due.previews().stream()
                .filter(wanted -> !closed && !known.contains(wanted.key()))
                .forEach(waiting::add);
        done.clear();
        more = due.more();
        due.next().ifPresent(this::remember);
    }

    private void remember(Instant at) {
        next = Optional.of(next.filter(at::isAfter).orElse(at));
    }

    /** How long nothing is to be done by itself; a moment that has come makes the shelf interesting again. */
    private long untilNext() {
        if (next.isEmpty() || looking) {
            return Long.MAX_VALUE;
        }
        Duration left = Duration.between(clock.instant(), next.get());
        if (left.isNegative() || left.isZero()) {
            next = Optional.empty();
            stale = true;
            return 0;
        }
        return TimeUnit.MILLISECONDS.toNanos(left.toMillis() + 1);
    }
}
