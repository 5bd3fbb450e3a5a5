package dev.stowage.architecture.violation.model;

import dev.stowage.architecture.violation.spi.ThrowsIoException;

/** Breaks: model knows nobody. */
public final class KnowsSpi {
    private KnowsSpi() {}

    static Class<?> known() {
        return ThrowsIoException.class;
    }
}
