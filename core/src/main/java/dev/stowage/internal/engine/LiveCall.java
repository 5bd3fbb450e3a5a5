package dev.stowage.internal.engine;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that can be cancelled, and that may hold a slot while it runs. */
final class LiveCall implements Call {
    private final UserId user;
    private final String correlation;
    private final Runnable slot;
    private final AtomicBoolean slotHeld = new AtomicBoolean(true);
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /** @param slot what gives the slot back */
    LiveCall(UserId user, String correlation, Runnable slot) {
        this.user = user;
        this.correlation = correlation;
        this.slot = slot;
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
    public void check() throws CancelledException {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
    }

    @Override
    public Subscription onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        attempt(action);
        return () -> {};
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Cancels the work, never its thread. */
    void cancel() {
        List<Runnable> all;
        synchronized (actions) {
            cancelled = true;
            all = List.copyOf(actions);
            actions.clear();
        }
        all.forEach(LiveCall::attempt);
    }

    /** Lets another download transfer; idempotent. */
    void releaseSlot() {
        if (slotHeld.getAndSet(false)) {
            slot.run();
        }
    }

    /** Who cancels has done nothing wrong: what a provider's action throws is not theirs. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, "A cancelled call could not be ended", e);
        }
    }

    private void forget(Runnable action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }
}
