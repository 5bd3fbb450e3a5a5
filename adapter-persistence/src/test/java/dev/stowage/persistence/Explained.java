package dev.stowage.persistence;

import dev.stowage.spi.StowageException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Asks SQLite how it would answer the statements that some work makes. */
final class Explained {
    private Explained() {}

    static List<String> plan(Handle handle, Database.Work<Integer> work) throws StowageException {
        List<String> statements = new ArrayList<>();
        handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.add(context.getParsedSql().getSql());
            }
        });
        work.on(handle);
        try {
            return explain(handle, statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> explain(Handle handle, List<String> statements) throws SQLException {
        List<String> plan = new ArrayList<>();
        for (String statement : statements) {
            try (PreparedStatement explain =
                            handle.getConnection().prepareStatement("EXPLAIN QUERY PLAN " + statement);
                    ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString("detail"));
                }
            }
        }
        return plan;
    }
}
