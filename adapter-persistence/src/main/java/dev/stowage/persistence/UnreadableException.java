package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;

/**
 * Stored text does not say what it should; the message names the member, never its value.
 *
 * @since 0.1
 */
public final class UnreadableException extends RuntimeException {
    public UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The problem to tell, of what was to be read, with what a person may do. */
    public StowageException told(String what, String advice) {
        return new StowageException(
                Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.RECORD_UNREADABLE,
                        "read " + what + " from the database",
                        "what is stored of it makes no sense to this version: " + getMessage(),
                        advice),
                this);
    }
}
