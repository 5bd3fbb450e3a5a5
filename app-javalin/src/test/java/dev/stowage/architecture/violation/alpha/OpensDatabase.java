package dev.stowage.architecture.violation.alpha;

import javax.sql.DataSource;

/** Breaks: few modules use databases. */
public final class OpensDatabase {
    private OpensDatabase() {}

    static Class<?> known() {
        return DataSource.class;
    }
}
