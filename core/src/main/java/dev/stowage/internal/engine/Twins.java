package dev.stowage.internal.engine;

import dev.stowage.model.DownloadId;
import dev.stowage.model.Sha256;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.Subscription;
import java.util.HashMap;
import java.util.Map;

/** Of several downloads in hand that brought the same bytes, one is placed and registered at a time: the next one finds that entry. */
final class Twins {
    private final Map<Sha256, DownloadId> first = new HashMap<>();

    /** Waits until no other one has these bytes in hand; from then on this one has, until it lets go. */
    synchronized void take(Sha256 bytes, DownloadId id, Call call) throws CancelledException {
        try (Subscription waking = call.onCancel(this::wake)) {
            while (!first.computeIfAbsent(bytes, unclaimed -> id).equals(id)) {
                call.check();
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    synchronized void letGo(DownloadId id) {
        first.values().removeIf(id::equals);
        wake();
    }

    private synchronized void wake() {
        notifyAll();
    }
}
