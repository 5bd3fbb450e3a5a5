package dev.stowage.persistence;

/** Stored text does not say what it should; the message names the member, never its value. */
final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
