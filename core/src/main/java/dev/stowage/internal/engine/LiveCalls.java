package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.FileKey;
import dev.stowage.model.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The downloads that a runner has in hand. */
final class LiveCalls {
    private final Map<DownloadId, LiveCall> calls = new HashMap<>();
    private final Map<DownloadId, Bytes> parts = new HashMap<>();

    synchronized boolean live(DownloadId id) {
        return calls.containsKey(id);
    }

    synchronized int count() {
        return calls.size();
    }

    /** Whether another download is in hand whose bytes go to the same part. */
    synchronized boolean sharing(Download download) {
        return download.file().isPresent() && parts.containsValue(Bytes.of(download));
    }

    synchronized LiveCall begin(Download download, Runnable slot) {
        LiveCall call = new LiveCall(download.owner(), download.id().text(), slot);
        if (calls.putIfAbsent(download.id(), call) != null) {
            throw new IllegalStateException("Two runners for download " + download.id());
        }
        parts.put(download.id(), Bytes.of(download));
        return call;
    }

    synchronized void end(DownloadId id) {
        calls.remove(id);
        parts.remove(id);
        notifyAll();
    }

    void cancel(DownloadId id) {
        LiveCall call;
        synchronized (this) {
            call = calls.get(id);
        }
        if (call != null) {
            call.cancel();
        }
    }

    void cancelAll() {
        List<LiveCall> all;
        synchronized (this) {
            all = List.copyOf(calls.values());
        }
        all.forEach(LiveCall::cancel);
    }

    /** Waits until nothing is in hand any more, at most so long. */
    synchronized void awaitNone(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !calls.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** What a part is named after. */
    private record Bytes(UserId owner, Optional<FileKey> file) {
        static Bytes of(Download download) {
            return new Bytes(download.owner(), download.file());
        }
    }
}
