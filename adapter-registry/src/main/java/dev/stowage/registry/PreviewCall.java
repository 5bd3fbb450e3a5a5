package dev.stowage.registry;

import dev.stowage.model.UserId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fetching of one preview: not wanted any more when the library is closed, or when it has taken too long. */
final class PreviewCall implements Call {
    private final String correlation;
    private final Optional<String> source;
    private final long began = System.nanoTime();
    private final Duration patience;
    private final Set<Ending> endings = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    PreviewCall(String correlation, Optional<String> source, Duration patience) {
        this.correlation = correlation;
        this.source = source;
        this.patience = patience;
    }

    @Override
    public UserId user() {
        return UserId.LOCAL;
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
        if (ended || overdue()) {
            throw new CancelledException();
        }
    }

    @Override
    public Subscription onCancel(Runnable action) {
        Ending ending = new Ending(action);
        endings.add(ending);
        if (ended) {
            run(ending);
        }
        return () -> endings.remove(ending);
    }

    /** Whether somebody ended it. */
    boolean ended() {
        return ended;
    }

    /** Whether it has taken too long. */
    boolean overdue() {
        return System.nanoTime() - began > patience.toNanos();
    }

    /** Ends it; a thread that waits for the network is let go. */
    void end() {
        ended = true;
        endings.forEach(this::run);
    }

    /** Once, whoever comes first. */
    private void run(Ending ending) {
        if (endings.remove(ending)) {
            ending.action.run();
        }
    }

    /** One registration; equal to itself only, so that the same action may be registered twice. */
    private static final class Ending {
        private final Runnable action;

        Ending(Runnable action) {
            this.action = action;
        }
    }
}
