package dev.stowage.tck.fake;

import dev.stowage.model.Problem;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a {@link dev.stowage.spi.TransferListener} was told, one call each.
 *
 * @since 0.1
 */
public sealed interface TransferEvent {
    /**
     * {@code started}.
     *
     * @param bytesGood as told
     * @param totalBytes as told
     */
    record Started(long bytesGood, OptionalLong totalBytes) implements TransferEvent {}

    /**
     * {@code received}.
     *
     * @param bytesGood as told
     * @param connections as told
     */
    record Received(long bytesGood, int connections) implements TransferEvent {}

    /**
     * {@code contiguous}.
     *
     * @param bytes as told
     */
    record Contiguous(long bytes) implements TransferEvent {}

    /**
     * {@code rewound}.
     *
     * @param offset as told
     * @param why as told
     */
    record Rewound(long offset, Problem why) implements TransferEvent {}

    /**
     * {@code waiting}.
     *
     * @param until as told
     * @param why as told
     */
    record Waiting(Instant until, Problem why) implements TransferEvent {}
}
