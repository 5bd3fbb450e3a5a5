package dev.stowage.placeholder.core;

/** Stands in until this module has code. */
public final class Placeholder {
    private Placeholder() {}

    /** The name of the module. */
    public static String module() {
        return "core";
    }
}
