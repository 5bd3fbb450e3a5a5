package dev.stowage.architecture.violation.persistence;

import dev.stowage.architecture.violation.registry.Guest;

/** Breaks: modules do not know each other. The host does not know its guest. */
public final class KnowsRegistry {
    private KnowsRegistry() {}

    static Class<?> known() {
        return Guest.class;
    }
}
