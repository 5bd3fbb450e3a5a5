package dev.stowage.architecture.violation.internal.one;

import dev.stowage.architecture.violation.internal.two.Two;

/** Breaks, with Two: packages form no cycle. */
public final class One {
    private One() {}

    static Class<?> known() {
        return Two.class;
    }
}
