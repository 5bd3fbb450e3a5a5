package dev.stowage.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.TransferListener;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells the listener of a transfer, one thing at a time and in order, whichever thread has something to tell. */
final class Progress {
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TransferListener listener;
    private final LongSupplier nanos;
    private boolean started;
    private long contiguous;
    private long toldAt;

    Progress(TransferListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
    }

    /** The transfer begins with what is there; only the first time counts. */
    synchronized void started(Stored stored) {
        if (started) {
            return;
        }
        started = true;
        toldAt = nanos.getAsLong() - SAMPLE_NANOS;
        OptionalLong total = stored.header().total();
        listener.started(stored.good(), total);
        tellPrefix(stored);
    }

    /** More bytes are there. What is asked under this lock, so that no older number is told after a newer one. */
    synchronized void advanced(Stored stored, int connections) {
        tellPrefix(stored);
        long now = nanos.getAsLong();
        if (now - toldAt >= SAMPLE_NANOS) {
            toldAt = now;
            listener.received(stored.good(), connections);
        }
    }

    /** Nobody fetches at the moment. */
    synchronized void paused(Stored stored) {
        listener.received(stored.good(), 0);
    }

    /** All bytes will be written again. Told before anything is cut: whoever reads along must not meet a file that was. */
    synchronized void rewound(Problem why) {
        contiguous = 0;
        if (started) {
            listener.rewound(0, why);
        }
    }

    private void tellPrefix(Stored stored) {
        long now = stored.prefix();
        if (now > contiguous) {
            contiguous = now;
            listener.contiguous(now);
        }
    }
}
