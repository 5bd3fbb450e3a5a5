package dev.stowage.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** One connection that is opened when it is first needed, kept, and used by one at a time. */
final class HeldConnection implements ConnectionFactory {
    private final DataSource source;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection held;

    HeldConnection(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        turn.lock();
        try {
            Connection connection = held == null ? source.getConnection() : held;
            held = connection;
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            turn.unlock();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) {
        turn.unlock();
    }

    /** Closes it; the next use opens another. */
    void renew() {
        turn.lock();
        try (Connection old = held) {
            held = null;
        } catch (SQLException e) {
            System.getLogger("dev.stowage")
                    .log(System.Logger.Level.DEBUG, "A broken connection could not be closed", e);
        } finally {
            turn.unlock();
        }
    }
}
