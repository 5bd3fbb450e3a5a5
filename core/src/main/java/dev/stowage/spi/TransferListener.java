package dev.stowage.spi;

import dev.stowage.model.Problem;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Told of a transfer in order, from one thread at a time: {@code started (received | contiguous | rewound | waiting)*}. Must not block.
 *
 * @since 0.1
 */
public interface TransferListener {
    /** The transfer begins with so many bytes already good. */
    default void started(long bytesGood, OptionalLong totalBytes) {}

    /** So many good bytes are in the part file; sampled, may fall after {@code rewound}. */
    default void received(long bytesGood, int connections) {}

    /** The first {@code bytes} bytes of the part file are final and may be read; grows until {@code rewound}. */
    default void contiguous(long bytes) {}

    /** Bytes from {@code offset} on were found wrong and will be written again. */
    default void rewound(long offset, Problem why) {}

    /** The origin asks for patience until then; the transfer goes on by itself. */
    default void waiting(Instant until, Problem why) {}
}
