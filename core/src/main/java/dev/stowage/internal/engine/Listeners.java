package dev.stowage.internal.engine;

import dev.stowage.api.Progress;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tells the news, on one thread of its own: a slow listener delays other listeners, never a download. */
final class Listeners {
    private static final int STRIKES = 3;

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor teller;

    Listeners(ThreadFactory threads) {
        teller = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        teller.allowCoreThreadTimeOut(true);
    }

    Subscription add(StowageListener listener) {
        Entry entry = new Entry(listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    void submitted(Download download) {
        tell(listener -> listener.submitted(download));
    }

    void changed(Download before, Download after) {
        tell(listener -> listener.changed(before, after));
    }

    void progressed(DownloadId id, Progress progress) {
        tell(listener -> listener.progressed(id, progress));
    }

    void synced(Sha256 asset, WorkerId worker, SyncState state) {
        tell(listener -> listener.synced(asset, worker, state));
    }

    void noticed(Problem problem, Throwable cause) {
        System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, problem.message(), cause);
        tell(listener -> listener.noticed(problem));
    }

    /** Tells what is left, at most so long. */
    void close(Duration atMost) throws InterruptedException {
        teller.shutdown();
        teller.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(Consumer<StowageListener> news) {
        try {
            List<Entry> those = List.copyOf(entries); // and nobody who comes while this waits for its turn
            teller.execute(() -> those.forEach(entry -> entry.hear(news)));
        } catch (RejectedExecutionException closed) {
            // nobody listens any more
        }
    }

    private final class Entry {
        private final StowageListener listener;
        private final AtomicInteger strikes = new AtomicInteger();

        Entry(StowageListener listener) {
            this.listener = listener;
        }

        void hear(Consumer<StowageListener> news) {
            if (!entries.contains(this)) {
                return;
            }
            try {
                news.accept(listener);
            } catch (RuntimeException | Error e) {
                System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, "A listener failed", e);
                if (strikes.incrementAndGet() >= STRIKES) {
                    entries.remove(this);
                }
            }
        }
    }
}
