package dev.stowage.architecture.violation.internal.two;

import dev.stowage.architecture.violation.internal.one.One;

/** Breaks, with One: packages form no cycle. */
public final class Two {
    private Two() {}

    static Class<?> known() {
        return One.class;
    }
}
