package dev.stowage.persistence;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * The few differences between the databases.
 *
 * @since 0.1
 */
public enum Dialect {
    /** One file, for one machine. */
    SQLITE,
    /** A server, for several nodes. */
    POSTGRESQL;

    /** What scripts write where the databases differ; {@code prefix} stands before the name of a table. */
    Map<String, String> placeholders(String schema) {
        return this == SQLITE
                ? Map.of("prefix", "", "text", "TEXT", "long", "INTEGER", "bytes", "BLOB", "strict", "STRICT")
                : Map.of(
                        "prefix",
                        schema + ".",
                        "text",
                        "TEXT COLLATE \"C\"",
                        "long",
                        "BIGINT",
                        "bytes",
                        "BYTEA",
                        "strict",
                        "");
    }

    /** A condition: the text that is bound as {@code parameter} occurs in this column, letter by letter. */
    public String contains(String column, String parameter) {
        return this == SQLITE
                ? "instr(" + column + ", :" + parameter + ") > 0"
                : "position(:" + parameter + " in " + column + ") > 0";
    }

    /**
     * What stands behind a query within {@link Database#write} so that nobody else changes its rows before that ends. In SQLite whoever
     * writes is alone anyway.
     */
    public String holding() {
        return this == SQLITE ? "" : " FOR UPDATE";
    }

    /** The name of the table that lists all tables with {@code name} and {@code schema}. */
    String tableNames() {
        return this == SQLITE
                ? "(SELECT name, 'main' AS schema FROM main.sqlite_schema WHERE type = 'table')"
                : "(SELECT table_name AS name, table_schema AS schema FROM information_schema.tables)";
    }

    Trouble trouble(SQLException failure) {
        return this == SQLITE
                ? ofCode(failure.getErrorCode() & 0xff)
                : ofState(Objects.requireNonNullElse(failure.getSQLState(), ""));
    }

    /** SQLite's primary result codes. */
    private static Trouble ofCode(int code) {
        return switch (code) {
            case 5, 6, 15 -> Trouble.BUSY;
            case 8 -> Trouble.READ_ONLY;
            case 3, 14, 23 -> Trouble.DOWN;
            case 13 -> Trouble.FULL;
            case 10 -> Trouble.DISK;
            case 11, 26 -> Trouble.DAMAGED;
            default -> Trouble.STATEMENT;
        };
    }

    /** PostgreSQL's SQLSTATE, which the driver completes where the server said nothing. */
    private static Trouble ofState(String state) {
        return switch (state) {
            case "08001", "08004", "57P03", "3D000" -> Trouble.DOWN;
            case "57P01", "57P02", "57P05" -> Trouble.LOST;
            case "25006" -> Trouble.READ_ONLY;
            case "53100" -> Trouble.FULL;
            case "58030" -> Trouble.DISK;
            case "55P03", "53300" -> Trouble.BUSY;
            default -> ofStateClass(state.length() < 2 ? state : state.substring(0, 2));
        };
    }

    private static Trouble ofStateClass(String stateClass) {
        return switch (stateClass) {
            case "08" -> Trouble.LOST;
            case "28" -> Trouble.REFUSED;
            case "40" -> Trouble.BUSY;
            case "XX" -> Trouble.DAMAGED;
            default -> Trouble.STATEMENT;
        };
    }
}
