package dev.stowage.tck.origin;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A barrier in a reply that a test opens: the origin stops there, the test looks around, then lets it go on.
 *
 * <p>Thread-safe. A gate opens once and stays open. Closing the origin frees whoever waits at it.
 *
 * @since 0.1
 */
public final class Gate {
    private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

    /** Creates a closed gate. */
    public Gate() {}

    /** Lets every reply pass, now and later. */
    public void open() {
        opened.complete(true);
    }

    /**
     * Waits until a reply stands at this gate; all bytes before it have been handed to the network by then.
     *
     * @param limit how long to wait at most
     * @throws IllegalStateException when no reply came in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void awaitReached(Duration limit) throws InterruptedException {
        try {
            reached.get(limit.toNanos(), NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("No reply reached the gate within " + limit, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A gate is never completed by an error", e);
        }
    }

    /** Notes the arrival of a reply and returns what it has to wait for. */
    CompletableFuture<Boolean> arrive() {
        reached.complete(true);
        return opened;
    }
}
