package dev.stowage.http;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that a test cancels. */
final class TestCall implements Call {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    @Override
    public UserId user() {
        return UserId.LOCAL;
    }

    @Override
    public String correlation() {
        return "test";
    }

    @Override
    public void check() throws CancelledException {
        if (cancelled) {
            throw new CancelledException();
        }
    }

    @Override
    public Subscription onCancel(Runnable action) {
        actions.add(action);
        if (cancelled) {
            action.run();
        }
        return () -> actions.remove(action);
    }

    void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    int listeners() {
        return actions.size();
    }
}
