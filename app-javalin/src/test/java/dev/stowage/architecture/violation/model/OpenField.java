package dev.stowage.architecture.violation.model;

/** Breaks: public fields are final. */
public final class OpenField {
    private OpenField() {}

    /** Anybody may change it. */
    public static int count;
}
