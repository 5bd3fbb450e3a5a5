package dev.stowage.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Another node that changes the same assets whenever this one is about to, unless this one holds them. */
final class Rival {
    private static final String ROW_IS_LOCKED = "55P03";

    private final String assets;
    private int changes;

    Rival(String schema) {
        assets = schema + ".assets";
    }

    /** The same database, with the rival on it, too. */
    DataSource beside(DataSource source) {
        return (DataSource) watching(DataSource.class, source);
    }

    int changes() {
        return changes;
    }

    private Object watching(Class<?> type, Object real) {
        return Proxy.newProxyInstance(
                Rival.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && arguments[0] instanceof String statement) {
                        reactTo(statement);
                    }
                    Object result = invoke(real, method, arguments);
                    return result instanceof Connection ? watching(Connection.class, result) : result;
                });
    }

    private void reactTo(String statement) throws SQLException {
        if (statement.startsWith("UPDATE " + assets)) {
            try {
                Postgres.execute("BEGIN; SELECT 1 FROM " + assets + " FOR UPDATE NOWAIT; UPDATE " + assets
                        + " SET version = version; COMMIT");
                changes++;
            } catch (SQLException e) {
                if (!ROW_IS_LOCKED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
