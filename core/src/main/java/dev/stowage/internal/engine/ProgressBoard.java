package dev.stowage.internal.engine;

import dev.stowage.api.Progress;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.spi.TransferListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The latest of each running transfer: bytes, speed, time left. Nothing here is ever stored. */
final class ProgressBoard {
    private static final long SAMPLE_NANOS = 250_000_000L;

    private final Map<DownloadId, Transfer> transfers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final Listeners listeners;

    /** @param nanos a monotonic clock */
    ProgressBoard(LongSupplier nanos, Listeners listeners) {
        this.nanos = nanos;
        this.listeners = listeners;
    }

    /** Begins to watch a transfer; it is shown until it is forgotten. */
    TransferListener watch(DownloadId id) {
        Transfer transfer = new Transfer(id);
        transfers.put(id, transfer);
        return transfer;
    }

    void forget(DownloadId id) {
        transfers.remove(id);
    }

    Optional<Progress> progress(DownloadId id) {
        return Optional.ofNullable(transfers.get(id)).map(Transfer::progress);
    }

    /** Good bytes on the disk, when a transfer has run since the download was last picked up. */
    OptionalLong goodBytes(DownloadId id) {
        Transfer transfer = transfers.get(id);
        return transfer == null ? OptionalLong.empty() : transfer.goodBytes();
    }

    private final class Transfer implements TransferListener {
        private final DownloadId id;
        private final SpeedWindow window = new SpeedWindow();
        private boolean started;
        private long good;
        private OptionalLong total = OptionalLong.empty();
        private int connections;
        private long lastTold;

        Transfer(DownloadId id) {
            this.id = id;
            lastTold = nanos.getAsLong() - SAMPLE_NANOS;
        }

        @Override
        public synchronized void started(long bytesGood, OptionalLong totalBytes) {
            started = true;
            good = bytesGood;
            total = totalBytes;
            window.restart(bytesGood, nanos.getAsLong());
            tell(true);
        }

        @Override
        public synchronized void received(long bytesGood, int openConnections) {
            good = bytesGood;
            connections = openConnections;
            window.add(bytesGood, nanos.getAsLong());
            tell(total.isPresent() && bytesGood == total.getAsLong());
        }

        @Override
        public synchronized void rewound(long offset, Problem why) {
            good = Math.min(good, offset);
            window.restart(good, nanos.getAsLong());
        }

        synchronized OptionalLong goodBytes() {
            return started ? OptionalLong.of(good) : OptionalLong.empty();
        }

        synchronized Progress progress() {
            long speed = window.bytesPerSecond(good, nanos.getAsLong());
            Optional<Duration> eta = total.isEmpty() || speed == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds((Math.max(0, total.getAsLong() - good) + speed - 1) / speed));
            return new Progress(good, total, speed, eta, connections);
        }

        private void tell(boolean now) {
            long time = nanos.getAsLong();
            if (now || time - lastTold >= SAMPLE_NANOS) {
                lastTold = time;
                listeners.progressed(id, progress());
            }
        }
    }
}
