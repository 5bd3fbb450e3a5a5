package dev.stowage.architecture.violation.internal.two;

import dev.stowage.architecture.violation.library.Library;

/** Breaks: core needs no library. */
public final class UsesLibrary {
    private UsesLibrary() {}

    static Class<?> known() {
        return Library.class;
    }
}
