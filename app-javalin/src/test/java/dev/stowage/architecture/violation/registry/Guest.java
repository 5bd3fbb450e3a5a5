package dev.stowage.architecture.violation.registry;

/** Stands for the module that shares the database of another. */
public final class Guest {
    /** Nothing in particular. */
    public Guest() {}
}
