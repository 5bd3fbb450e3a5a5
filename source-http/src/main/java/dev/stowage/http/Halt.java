package dev.stowage.http;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call within a call: ends with the outer one, or earlier when it is stopped; close it to leave the outer one. Thread-safe. */
final class Halt implements Call, AutoCloseable {
    private final Call outer;
    private final List<Action> actions = new ArrayList<>();
    private @Nullable Subscription subscription;
    private boolean stopped;

    /** What is to be done when it stops; known by identity. */
    private record Action(Runnable what) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private Halt(Call outer) {
        this.outer = outer;
    }

    static Halt within(Call outer) {
        Halt halt = new Halt(outer);
        halt.subscription = outer.onCancel(halt::stop);
        return halt;
    }

    /** Ends what runs under this call. The second time does nothing. */
    void stop() {
        List<Action> now;
        synchronized (actions) {
            stopped = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(action -> action.what().run());
    }

    boolean stopped() {
        synchronized (actions) {
            return stopped;
        }
    }

    @Override
    public UserId user() {
        return outer.user();
    }

    @Override
    public String correlation() {
        return outer.correlation();
    }

    @Override
    public Optional<String> source() {
        return outer.source();
    }

    @Override
    public void check() throws CancelledException {
        outer.check();
        if (stopped()) {
            throw new CancelledException();
        }
    }

    @Override
    public Subscription onCancel(Runnable what) {
        Action action = new Action(what);
        synchronized (actions) {
            if (!stopped) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        what.run();
        return () -> {};
    }

    private void forget(Action action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
