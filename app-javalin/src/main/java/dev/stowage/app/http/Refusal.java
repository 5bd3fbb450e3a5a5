package dev.stowage.app.http;

import dev.stowage.model.Problem;

/** A request that is answered with a problem of its own status, because of how it was made. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final int status;

    Refusal(int status, Problem problem) {
        super(problem.message());
        this.status = status;
        this.problem = problem;
    }

    /** A request that cannot be meant. */
    static Refusal of(int status, String code, String what, String why, String advice) {
        return new Refusal(status, Problem.of(Problem.Kind.USAGE, code, what, why, advice));
    }

    Problem problem() {
        return problem;
    }

    int status() {
        return status;
    }
}
