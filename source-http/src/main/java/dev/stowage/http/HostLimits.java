package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What one host has to bear from all downloads together: so many connections at once, and no question while it asks for quiet. */
final class HostLimits {
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration LONGEST_QUIET = Duration.ofHours(6);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Instant> quiet = new HashMap<>();

    HostLimits(Clock clock) {
        this.clock = clock;
    }

    /** Waits for a place at the host; close it once, when the connection is no longer used. */
    Subscription enter(String host, Call call) throws CancelledException {
        Subscription waking = call.onCancel(this::wake);
        lock.lock();
        try {
            while (open.getOrDefault(host, 0) >= MOST_CONNECTIONS) {
                call.check();
                // Looks up once a second at the latest: a deadline that passes wakes nobody.
                changed.await(1, TimeUnit.SECONDS);
            }
            open.merge(host, 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            lock.unlock();
            waking.close();
        }
        return once(() -> leave(host));
    }

    /** Leaves the host alone for a while, on its own request. */
    void quiet(String host, Duration wait) {
        Duration obeyed = wait.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : wait;
        Instant now = clock.instant();
        lock.lock();
        try {
            quiet.values().removeIf(until -> !until.isAfter(now));
            quiet.merge(host, now.plus(obeyed), (one, other) -> one.isAfter(other) ? one : other);
        } finally {
            lock.unlock();
        }
    }

    /** How long the host is still to be left alone. */
    Optional<Duration> quietFor(String host) {
        Instant now = clock.instant();
        lock.lock();
        try {
            return Optional.ofNullable(quiet.get(host))
                    .filter(now::isBefore)
                    .map(until -> Duration.between(now, until));
        } finally {
            lock.unlock();
        }
    }

    private void leave(String host) {
        lock.lock();
        try {
            open.computeIfPresent(host, (name, count) -> count > 1 ? count - 1 : null);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Subscription once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
