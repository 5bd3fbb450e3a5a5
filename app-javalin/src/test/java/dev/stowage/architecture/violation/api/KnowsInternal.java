package dev.stowage.architecture.violation.api;

import dev.stowage.architecture.violation.internal.one.One;

/** Breaks: api knows model and spi. */
public final class KnowsInternal {
    private KnowsInternal() {}

    static Class<?> known() {
        return One.class;
    }
}
