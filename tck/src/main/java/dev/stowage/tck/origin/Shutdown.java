package dev.stowage.tck.origin;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The end of an origin, and the waits that end with it. */
final class Shutdown {
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

    /** Starts the shutdown; true for the first caller only. */
    boolean begin() {
        return begun.complete(true);
    }

    boolean hasBegun() {
        return begun.isDone();
    }

    /** Waits for a time; fails as soon as the origin closes. */
    void pause(Duration time) throws IOException {
        try {
            begun.get(time.toNanos(), NANOSECONDS);
        } catch (TimeoutException elapsed) {
            return;
        } catch (InterruptedException | ExecutionException e) {
            throw broken(e);
        }
        throw new SocketException("The origin is closed");
    }

    /** Waits for an event; fails as soon as the origin closes. */
    void await(CompletableFuture<Boolean> event) throws IOException {
        try {
            CompletableFuture.anyOf(event, begun).get();
        } catch (InterruptedException | ExecutionException e) {
            throw broken(e);
        }
        if (!event.isDone()) {
            throw new SocketException("The origin is closed");
        }
    }

    private static IOException broken(Exception cause) {
        IOException failure = new InterruptedIOException("The wait was broken off");
        failure.initCause(cause);
        return failure;
    }
}
