package dev.stowage.architecture.violation.internal.two;

import java.sql.Connection;

/** Breaks: core knows no database. */
public final class UsesDatabase {
    private UsesDatabase() {}

    static Class<?> known() {
        return Connection.class;
    }
}
