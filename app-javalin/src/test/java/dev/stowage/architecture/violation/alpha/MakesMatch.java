package dev.stowage.architecture.violation.alpha;

import dev.stowage.model.Verdict;

/** Breaks: only the gate makes a match. */
public final class MakesMatch {
    private MakesMatch() {}

    static Verdict verdict() {
        return Verdict.MATCH;
    }
}
