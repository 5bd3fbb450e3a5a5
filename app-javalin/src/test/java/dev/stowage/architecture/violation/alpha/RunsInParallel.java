package dev.stowage.architecture.violation.alpha;

import java.util.Collection;

/** Breaks: threads come from the host. */
public final class RunsInParallel {
    private RunsInParallel() {}

    static long count(Collection<String> names) {
        return names.parallelStream().count();
    }
}
