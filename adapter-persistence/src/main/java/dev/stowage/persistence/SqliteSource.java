package dev.stowage.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * Opens connections to a SQLite file. Whoever opens a new file, or closes its last connection, has it alone for a moment; others are told
 * at once that it is busy, without the patience that SQLite has with statements (see "busy_timeout" and "WAL" in its documentation).
 */
final class SqliteSource extends SQLiteDataSource {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int PRIMARY_CODE = 0xff;

    private final Duration patience;

    SqliteSource(SQLiteConfig config, Duration patience) {
        super(config);
        this.patience = patience;
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return super.getConnection(user, password);
            } catch (SQLException e) {
                boolean busy = (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || System.nanoTime() - begun > patience.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
