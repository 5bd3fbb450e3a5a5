package dev.stowage.architecture.violation.tck.hub;

/** Breaks nothing; others must not know it. */
public final class Hub {
    private Hub() {}
}
