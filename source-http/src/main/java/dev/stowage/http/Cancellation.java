package dev.stowage.http;

import dev.stowage.spi.Call;
import dev.stowage.spi.Subscription;
import org.jspecify.annotations.Nullable;

/** Carries the end of our call over to whichever OkHttp call works for it at the moment. */
final class Cancellation implements AutoCloseable {
    private boolean cancelled;
    private okhttp3.@Nullable Call current;
    private @Nullable Subscription subscription;

    private Cancellation() {}

    static Cancellation of(Call call) {
        Cancellation cancellation = new Cancellation();
        cancellation.subscription = call.onCancel(cancellation::cancel);
        return cancellation;
    }

    synchronized void watch(okhttp3.Call next) {
        current = next;
        if (cancelled) {
            next.cancel();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    private synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
