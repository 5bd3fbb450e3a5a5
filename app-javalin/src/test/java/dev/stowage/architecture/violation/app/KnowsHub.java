package dev.stowage.architecture.violation.app;

import dev.stowage.architecture.violation.tck.hub.Hub;

/** Breaks: modules do not know each other. */
public final class KnowsHub {
    private KnowsHub() {}

    static Class<?> known() {
        return Hub.class;
    }
}
