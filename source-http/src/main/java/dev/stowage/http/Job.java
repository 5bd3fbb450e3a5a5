package dev.stowage.http;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;

/**
 * What one run of a downloader was asked for, by whom, and who hears of it. An interrupt counts as a cancellation; it is put aside until
 * the end, because an interrupted thread closes every file that it touches.
 */
final class Job implements AutoCloseable {
    private final TransferRequest request;
    private final TransferListener listener;
    private final Call call;
    private boolean interrupted;

    Job(TransferRequest request, TransferListener listener, Call call) {
        this.request = request;
        this.listener = listener;
        this.call = call;
    }

    TransferRequest request() {
        return request;
    }

    TransferListener listener() {
        return listener;
    }

    Call call() {
        return call;
    }

    /** Whether the bytes will be compared with a hash that nobody can make up bytes for. */
    boolean proved() {
        return request.published().containsKey(HashAlgorithm.SHA256);
    }

    /** Returns while it is wanted. */
    void check() throws CancelledException {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        if (interrupted) {
            throw new CancelledException();
        }
        call.check();
    }

    Subscription onCancel(Runnable action) {
        return call.onCancel(action);
    }

    /** Lets the thread know that it was interrupted. */
    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
