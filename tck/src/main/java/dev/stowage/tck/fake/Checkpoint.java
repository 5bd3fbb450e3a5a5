package dev.stowage.tck.fake;

import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A place where a fake stops until the test lets it go on. Thread-safe; opens once and stays open.
 *
 * @since 0.1
 */
public final class Checkpoint {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

    /** Creates a closed one. */
    public Checkpoint() {}

    /** Lets everybody pass, now and later. */
    public void open() {
        opened.complete(true);
    }

    /** Whether somebody has come here. */
    public boolean isReached() {
        return reached.getCount() == 0;
    }

    /**
     * Waits until somebody stands here.
     *
     * @param limit how long to wait at most
     * @throws IllegalStateException when nobody came in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void awaitReached(Duration limit) throws InterruptedException {
        if (!reached.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("Nobody reached the checkpoint within " + limit);
        }
    }

    /**
     * Stops here until it is opened or the call is cancelled, and stays closed for others in the latter case.
     *
     * @throws CancelledException when the call was cancelled or this thread was interrupted, whose interrupt status is kept
     */
    public void pass(Call call) throws CancelledException {
        reached.countDown();
        CompletableFuture<Boolean> free = opened.copy();
        try (Subscription forget = call.onCancel(() -> free.complete(true))) {
            free.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A checkpoint is never completed by an error", e);
        }
        call.check();
    }
}
