package dev.stowage.tck.fake;

import dev.stowage.model.Problem;
import dev.stowage.spi.TransferListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Remembers what it was told and in which order, and notes every breach of the listener's grammar. Thread-safe.
 *
 * @since 0.1
 */
public final class RecordingListener implements TransferListener {
    private final List<TransferEvent> events = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Consumer<TransferEvent> hook;
    private long contiguous;

    /** Only remembers. */
    public RecordingListener() {
        this(event -> {});
    }

    /** @param hook called within each call, on the caller's thread, after the event was recorded */
    public RecordingListener(Consumer<TransferEvent> hook) {
        this.hook = hook;
    }

    /** Everything told so far, in order. */
    public List<TransferEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** What was told of one kind, in order. */
    public <T extends TransferEvent> List<T> events(Class<T> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Breaches of the grammar {@code started (received | contiguous | rewound | waiting)*} from one thread at a time. */
    public List<String> violations() {
        synchronized (events) {
            return List.copyOf(violations);
        }
    }

    /**
     * Waits until a matching event was told, earlier ones included.
     *
     * @throws IllegalStateException when none came in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void await(Predicate<TransferEvent> wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (events) {
            while (events.stream().noneMatch(wanted)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException("No such event within " + limit + ", only " + events);
                }
                events.wait(left / 1_000_000 + 1);
            }
        }
    }

    @Override
    public void started(long bytesGood, OptionalLong totalBytes) {
        told(new TransferEvent.Started(bytesGood, totalBytes));
    }

    @Override
    public void received(long bytesGood, int connections) {
        told(new TransferEvent.Received(bytesGood, connections));
    }

    @Override
    public void contiguous(long bytes) {
        told(new TransferEvent.Contiguous(bytes));
    }

    @Override
    public void rewound(long offset, Problem why) {
        told(new TransferEvent.Rewound(offset, why));
    }

    @Override
    public void waiting(Instant until, Problem why) {
        told(new TransferEvent.Waiting(until, why));
    }

    private void told(TransferEvent event) {
        boolean alone = busy.compareAndSet(false, true);
        synchronized (events) {
            if (!alone) {
                violations.add("two threads at a time, at " + event);
            }
            judge(event);
            events.add(event);
            events.notifyAll();
        }
        try {
            hook.accept(event);
        } finally {
            if (alone) {
                busy.set(false);
            }
        }
    }

    private void judge(TransferEvent event) {
        if (event instanceof TransferEvent.Started != events.isEmpty()) {
            violations.add(events.isEmpty() ? "begins with " + event : "started a second time: " + event);
        }
        if (event instanceof TransferEvent.Contiguous now) {
            if (now.bytes() < contiguous) {
                violations.add("contiguous fell from " + contiguous + " to " + now.bytes() + " without rewound");
            }
            contiguous = now.bytes();
        }
        if (event instanceof TransferEvent.Rewound back) {
            contiguous = Math.min(contiguous, back.offset());
        }
    }
}
