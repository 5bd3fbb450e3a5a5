package dev.stowage.persistence;

/** A commit was sent and its answer lost: whether it counts is known to whoever reads again, and running it again could do it twice. */
final class AnswerLostException extends RuntimeException {
    AnswerLostException(RuntimeException cause) {
        super("The answer to a commit was lost", cause);
    }
}
