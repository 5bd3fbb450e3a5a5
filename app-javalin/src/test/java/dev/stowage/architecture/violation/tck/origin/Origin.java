package dev.stowage.architecture.violation.tck.origin;

/** Breaks nothing; others must not know it. */
public final class Origin {
    private Origin() {}
}
