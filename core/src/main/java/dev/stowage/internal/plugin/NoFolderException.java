package dev.stowage.internal.plugin;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;

/** A provider asked for its folder, and it cannot be made. */
final class NoFolderException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    NoFolderException(StowageException cause) {
        super(cause.problem().message(), cause);
        problem = cause.problem();
    }

    Problem problem() {
        return problem;
    }
}
