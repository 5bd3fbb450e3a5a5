package dev.stowage.architecture.violation.app.demo;

import dev.stowage.architecture.violation.tck.hub.Hub;
import dev.stowage.architecture.violation.tck.origin.Origin;

/** Breaks: modules do not know each other. To know the hub would be fine. */
public final class KnowsOrigin {
    private KnowsOrigin() {}

    static Class<?> known() {
        return Origin.class;
    }

    static Class<?> allowed() {
        return Hub.class;
    }
}
