package dev.stowage.internal.engine;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that knows when it was checked last, and is not wanted any more when nobody waits for its work. */
final class WatchedCall implements Call, Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Call call;
    private final FutureTask<Boolean> task;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean abandoned;

    WatchedCall(Call call, Watch.Work work) {
        this.call = call;
        task = new FutureTask<>(() -> {
            work.run(this);
            return true;
        });
    }

    @Override
    public void run() {
        task.run();
    }

    /** Whether the work has ended before it was silent for too long; once cancelled, that is soon. */
    boolean await(Duration silence) throws StowageException {
        while (true) {
            try {
                return task.get(Math.min(LOOK.toNanos(), silence.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                long silent = System.nanoTime() - lastSign;
                if (silent >= silence.toNanos() || (cancelled() && silent >= GRACE.toNanos())) {
                    abandoned = true;
                    call.check();
                    return false;
                }
            } catch (ExecutionException e) {
                throw thrown(e);
            } catch (InterruptedException e) {
                abandoned = true;
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }
    }

    /** Whether nobody waits for it any more, though it has not ended. */
    boolean abandoned() {
        return abandoned;
    }

    /** There was a sign of life. */
    void alive() {
        lastSign = System.nanoTime();
    }

    @Override
    public UserId user() {
        return call.user();
    }

    @Override
    public String correlation() {
        return call.correlation();
    }

    @Override
    public Optional<String> source() {
        return call.source();
    }

    @Override
    public void check() throws CancelledException {
        alive();
        if (abandoned) {
            throw new CancelledException();
        }
        call.check();
    }

    @Override
    public Subscription onCancel(Runnable action) {
        return call.onCancel(action);
    }

    private boolean cancelled() {
        try {
            call.check();
            return false;
        } catch (CancelledException e) {
            return true;
        }
    }

    static StowageException thrown(ExecutionException e) {
        if (e.getCause() instanceof StowageException expected) {
            return expected;
        }
        if (e.getCause() instanceof RuntimeException defect) {
            throw defect;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(e); // nothing else is declared
    }
}
