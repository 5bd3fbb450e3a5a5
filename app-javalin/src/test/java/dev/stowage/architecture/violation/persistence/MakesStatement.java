package dev.stowage.architecture.violation.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Breaks: statements live in queries. */
public final class MakesStatement {
    private MakesStatement() {}

    static Statement made(Connection connection) throws SQLException {
        return connection.createStatement();
    }
}
