package dev.stowage.internal.engine;

import dev.stowage.model.Problem;
import dev.stowage.spi.TransferListener;
import java.time.Instant;
import java.util.OptionalLong;

/** Tells two listeners of one transfer. */
record BothListeners(TransferListener first, TransferListener second) implements TransferListener {
    @Override
    public void started(long bytesGood, OptionalLong totalBytes) {
        first.started(bytesGood, totalBytes);
        second.started(bytesGood, totalBytes);
    }

    @Override
    public void received(long bytesGood, int connections) {
        first.received(bytesGood, connections);
        second.received(bytesGood, connections);
    }

    @Override
    public void contiguous(long bytes) {
        first.contiguous(bytes);
        second.contiguous(bytes);
    }

    @Override
    public void rewound(long offset, Problem why) {
        first.rewound(offset, why);
        second.rewound(offset, why);
    }

    @Override
    public void waiting(Instant until, Problem why) {
        first.waiting(until, why);
        second.waiting(until, why);
    }
}
