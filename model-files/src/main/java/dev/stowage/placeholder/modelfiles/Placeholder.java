package dev.stowage.placeholder.modelfiles;

import com.fasterxml.jackson.core.JsonFactory;

/** Stands in until this module has code, and uses each of its dependencies once. */
public final class Placeholder {
    private Placeholder() {}

    /** Shows that core and the libraries are there. */
    public static String describe() {
        return dev.stowage.placeholder.core.Placeholder.module() + " " + new JsonFactory().getFormatName();
    }
}
