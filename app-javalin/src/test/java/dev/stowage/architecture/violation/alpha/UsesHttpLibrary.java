package dev.stowage.architecture.violation.alpha;

import dev.stowage.architecture.violation.library.Library;

/** Breaks: one module uses the HTTP library. */
public final class UsesHttpLibrary {
    private UsesHttpLibrary() {}

    static Class<?> known() {
        return Library.class;
    }
}
