package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferResult;
import java.util.Optional;

/** How one call of a downloader ended. */
record Outcome(Optional<TransferResult> result, Optional<StowageException> failure) {
    static Outcome of(TransferResult result) {
        return new Outcome(Optional.of(result), Optional.empty());
    }

    static Outcome of(StowageException failure) {
        return new Outcome(Optional.empty(), Optional.of(failure));
    }

    boolean succeeded() {
        return result.isPresent();
    }

    boolean cancelled() {
        return failure.filter(CancelledException.class::isInstance).isPresent();
    }

    boolean retryable() {
        return failure.filter(failed -> failed.problem().retryable()).isPresent();
    }

    TransferResult require() {
        return result.orElseGet(() -> fail("The transfer failed", failure.orElse(null)));
    }

    /** The problem it failed with. */
    Problem problem() {
        return failure.orElseGet(() -> fail("The transfer should have failed")).problem();
    }
}
