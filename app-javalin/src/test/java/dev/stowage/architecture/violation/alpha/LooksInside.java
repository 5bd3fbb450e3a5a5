package dev.stowage.architecture.violation.alpha;

import dev.stowage.architecture.violation.internal.one.One;

/** Breaks: internals stay inside. */
public final class LooksInside {
    private LooksInside() {}

    static Class<?> known() {
        return One.class;
    }
}
