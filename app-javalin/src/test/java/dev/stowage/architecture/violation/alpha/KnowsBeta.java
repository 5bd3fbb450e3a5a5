package dev.stowage.architecture.violation.alpha;

import dev.stowage.architecture.violation.beta.Beta;

/** Breaks: modules do not know each other. */
public final class KnowsBeta {
    private KnowsBeta() {}

    static Class<?> known() {
        return Beta.class;
    }
}
