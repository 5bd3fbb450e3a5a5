package dev.stowage.app;

import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import java.util.Collection;
import java.util.List;

/** What the process tells its parent. */
final class ExitCode {
    static final int OK = 0;
    static final int UNEXPECTED = Problem.Kind.UNEXPECTED.exitCode();
    static final int USAGE = Problem.Kind.USAGE.exitCode();
    static final int NETWORK = Problem.Kind.NETWORK.exitCode();
    static final int STOPPED = Problem.Kind.CANCELLED.exitCode();
    static final int DECISION = Problem.Kind.DECISION.exitCode();
    static final int INTERRUPTED = 130;

    /** First what concerns all downloads or trust, then what a person has to mend elsewhere, then what goes on with the same command. */
    private static final List<Integer> PRIORITY = List.of(1, 6, 7, 4, 3, 2, 5, 10, 8);

    private ExitCode() {}

    /** What a problem ends with: what a person has to do about it, if that is known, else what kind it is. */
    static int of(Problem problem) {
        return problem.need().map(Need::kind).orElse(problem.kind()).exitCode();
    }

    /** The one that is told when downloads ended differently. */
    static int of(Collection<Integer> codes) {
        return PRIORITY.stream().filter(codes::contains).findFirst().orElse(OK);
    }
}
