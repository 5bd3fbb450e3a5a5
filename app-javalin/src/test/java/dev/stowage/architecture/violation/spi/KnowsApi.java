package dev.stowage.architecture.violation.spi;

import dev.stowage.architecture.violation.api.KnowsInternal;

/** Breaks: spi knows model. */
public final class KnowsApi {
    private KnowsApi() {}

    static Class<?> known() {
        return KnowsInternal.class;
    }
}
