package dev.stowage.architecture.violation.library;

/** Stands for somebody else's library. */
public final class Library {
    /** What a third party offers. */
    public Library() {}
}
