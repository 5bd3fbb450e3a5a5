package dev.stowage.registry;

import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Fetches previews beside everything else, a few at a time. Nothing waits for it, but closing, and that not for long. */
final class Previews implements AutoCloseable {
    private static final int HANDS = 4;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
    private static final Duration LETTING_GO = Duration.ofSeconds(2);

    private final PreviewShelf shelf;
    private final PreviewFetch fetch;
    private final PreviewFiles files;
    private final Times times;
    private final ThreadFactory threads;
    private final PreviewQueue queue;
    private final Instant opened;
    private final Set<PreviewCall> calls = ConcurrentHashMap.newKeySet();
    private final List<Thread> hands = new ArrayList<>();
    private volatile boolean closed;

    /**
     * When things happen.
     *
     * @param clock tells the time
     * @param farewell how long closing waits for what was wanted since this was opened
     */
    record Times(Clock clock, Duration farewell) {}

    Previews(PreviewShelf shelf, PreviewFetch fetch, Times times, ThreadFactory threads) {
        this.shelf = shelf;
        this.fetch = fetch;
        this.times = times;
        this.threads = threads;
        this.files = fetch.files();
        this.queue = new PreviewQueue(shelf, times.clock());
        this.opened = times.clock().instant();
    }

    /** There may be something to fetch. Returns at once. */
    void wake() {
        queue.wake();
        synchronized (hands) {
            while (!closed && hands.size() < HANDS) {
                Thread hand = threads.newThread(this::work);
                hands.add(hand);
                hand.start();
            }
        }
    }

    /** Gives what is new a little time, then leaves the rest for the next start. Idempotent. */
    @Override
    public void close() {
        List<Thread> working;
        synchronized (hands) {
            working = List.copyOf(hands);
        }
        try {
            if (!working.isEmpty() && !closed) {
                queue.settled(opened, times.farewell());
            }
            end();
            awaitEnd(working);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(List<Thread> working) throws InterruptedException {
        long began = System.nanoTime();
        for (Thread hand : working) {
            long left = LETTING_GO.toNanos() - (System.nanoTime() - began);
            hand.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    private void end() {
        closed = true;
        queue.close();
        calls.forEach(PreviewCall::end);
    }

    private void work() {
        for (Optional<WantedPreview> wanted = queue.take(); wanted.isPresent(); wanted = queue.take()) {
            try {
                bring(wanted.get());
            } catch (StowageException e) {
                System.getLogger("dev.stowage").log(System.Logger.Level.DEBUG, "A preview was not recorded", e);
            } catch (IllegalStateException e) {
                System.getLogger("dev.stowage").log(System.Logger.Level.DEBUG, "The database was closed", e);
            } finally {
                queue.done(wanted.get());
            }
        }
    }

    private void bring(WantedPreview wanted) throws StowageException {
        String name = "preview " + wanted.n() + " of " + wanted.asset().shortForm();
        PreviewCall call = fetch.call(name, wanted.source());
        calls.add(call);
        try {
            if (!closed) {
                stored(wanted, fetch.fetch(wanted.order(), call));
            }
        } catch (CancelledException e) {
            return; // closing: it is wanted still
        } catch (StowageException e) {
            failed(wanted, e.problem());
        } catch (RuntimeException e) {
            failed(wanted, Problem.defect("fetch a preview", e));
        } finally {
            calls.remove(call);
        }
    }

    private void stored(WantedPreview wanted, FetchedPreview fetched) throws StowageException {
        if (!shelf.stored(wanted, fetched)) {
            files.remove(wanted.asset());
        }
    }

    private void failed(WantedPreview wanted, Problem why) throws StowageException {
        boolean hopeful = why.retryable() || why.kind() == Problem.Kind.STORAGE;
        Optional<Instant> again = hopeful && wanted.attempts() + 1 < ATTEMPTS
                ? Optional.of(times.clock().instant().plus(pause(wanted.attempts(), why)))
                : Optional.empty();
        shelf.failed(wanted, why.message(), again);
        again.ifPresent(queue::again);
    }

    /** Four times as long each time, or as long as the server asks for. */
    private static Duration pause(int attempts, Problem why) {
        Duration own = FIRST_RETRY.multipliedBy(1L << (2 * attempts));
        return why.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
