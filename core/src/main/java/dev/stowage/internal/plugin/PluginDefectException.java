package dev.stowage.internal.plugin;

import dev.stowage.model.Problem;

/** A foreign implementation failed where its port promises not to. */
public final class PluginDefectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    PluginDefectException(Problem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** Names the provider and the method. */
    public Problem problem() {
        return problem;
    }
}
