package dev.stowage.architecture.violation.beta;

/** Another module. */
public final class Beta {
    /** Creates one. */
    public Beta() {}
}
