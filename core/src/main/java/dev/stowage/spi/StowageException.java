package dev.stowage.spi;

import dev.stowage.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An expected failure. The problem says all that a program or a person needs; the cause is for logs.
 *
 * @since 0.1
 */
public class StowageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public StowageException(Problem problem) {
        this(problem, null);
    }

    public StowageException(Problem problem, @Nullable Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** What happened, why, and what to do next. */
    public Problem problem() {
        return problem;
    }
}
