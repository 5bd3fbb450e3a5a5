package dev.stowage.modelfiles;

import dev.stowage.spi.StowageException;
import java.io.IOException;

/** Carries a byte source's failure through streams, which may throw nothing but I/O errors. */
final class SourceFailedException extends IOException {
    private final transient StowageException failure;

    SourceFailedException(StowageException failure) {
        super(failure);
        this.failure = failure;
    }

    StowageException failure() {
        return failure;
    }
}
