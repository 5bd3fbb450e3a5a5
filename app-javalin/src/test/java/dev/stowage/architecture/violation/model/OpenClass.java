package dev.stowage.architecture.violation.model;

/** Breaks: public classes are final, abstract or sealed. */
public class OpenClass {
    /** Anybody may extend it. */
    public OpenClass() {}
}
