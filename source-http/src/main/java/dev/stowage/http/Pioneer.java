package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection that asks first at a new address, while all others wait for what comes of it. Thread-safe. */
final class Pioneer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean back;
    private @Nullable StowageException failure;

    /** It has come through, or somebody else may try; the first time counts. */
    void back() {
        end(null);
    }

    /** Nobody comes through at the moment: whoever waits fails for the same reason. */
    void failed(StowageException why) {
        end(why instanceof CancelledException ? null : why);
    }

    boolean isBack() {
        lock.lock();
        try {
            return back;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is back. */
    void await(Call call) throws StowageException {
        AtomicBoolean unwanted = new AtomicBoolean();
        try (Subscription waking = call.onCancel(() -> {
            unwanted.set(true);
            wake();
        })) {
            await(unwanted);
        }
        call.check();
        rethrow();
    }

    private void await(AtomicBoolean unwanted) {
        lock.lock();
        try {
            while (!back && !unwanted.get()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() throws StowageException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable StowageException why) {
        lock.lock();
        try {
            if (!back) {
                back = true;
                failure = why;
                changed.signalAll();
            }
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
}
