package dev.stowage.tck.fake;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call that a test cancels when it likes. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeCall implements Call {
    private final UserId user;
    private final String correlation;
    private final AtomicLong checks = new AtomicLong();
    private final List<Registered> registered = new ArrayList<>();
    private volatile Optional<String> source = Optional.empty();
    private volatile boolean cancelled;
    private volatile long cancelAtCheck = Long.MAX_VALUE;

    private FakeCall(UserId user, String correlation) {
        this.user = user;
        this.correlation = correlation;
    }

    /** A call of the local user. */
    public static FakeCall local() {
        return by(UserId.LOCAL, "test");
    }

    /** A call of this user with this correlation. */
    public static FakeCall by(UserId user, String correlation) {
        return new FakeCall(user, correlation);
    }

    /** Asks for this source from now on. */
    public FakeCall forSource(String id) {
        source = Optional.of(id);
        return this;
    }

    /** Cancels it: runs the registered actions here, on this thread, and lets every check fail. The second time does nothing. */
    public void cancel() {
        List<Registered> toRun;
        synchronized (registered) {
            cancelled = true;
            toRun = List.copyOf(registered);
            registered.clear();
        }
        toRun.forEach(Registered::run);
    }

    /**
     * Cancels it by itself at a check, to stop a caller at an exact place.
     *
     * @param number which one, counted from 1 since the call was made
     */
    public FakeCall cancelAtCheck(long number) {
        cancelAtCheck = number;
        return this;
    }

    /** How often it was asked whether it is still wanted. */
    public long checks() {
        return checks.get();
    }

    /** How many actions wait for a cancellation; 0 once a well-behaved port has returned. */
    public int registrations() {
        synchronized (registered) {
            return registered.size();
        }
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public String correlation() {
        return correlation;
    }

    @Override
    public Optional<String> source() {
        return source;
    }

    @Override
    public void check() throws CancelledException {
        if (checks.incrementAndGet() >= cancelAtCheck) {
            cancel();
        }
        if (cancelled) {
            throw new CancelledException();
        }
    }

    @Override
    public Subscription onCancel(Runnable action) {
        Registered entry = new Registered(action);
        synchronized (registered) {
            if (!cancelled) {
                registered.add(entry);
                return () -> forget(entry);
            }
        }
        entry.run();
        return () -> {};
    }

    private void forget(Registered entry) {
        synchronized (registered) {
            registered.remove(entry);
        }
    }

    /** One registration; equal to itself only, so that the same action may be registered twice. */
    private static final class Registered {
        private final Runnable action;
        private final AtomicBoolean ran = new AtomicBoolean();

        Registered(Runnable action) {
            this.action = action;
        }

        void run() {
            if (!ran.getAndSet(true)) {
                action.run();
            }
        }
    }
}
