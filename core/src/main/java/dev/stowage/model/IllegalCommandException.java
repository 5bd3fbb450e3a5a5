package dev.stowage.model;

/**
 * A download refuses a command that its status does not allow; nothing has changed.
 *
 * @since 0.1
 */
public final class IllegalCommandException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    IllegalCommandException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** What to tell the person: the status it is in and what is possible there. */
    public Problem problem() {
        return problem;
    }
}
