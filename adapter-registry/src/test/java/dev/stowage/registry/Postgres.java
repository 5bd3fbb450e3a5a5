package dev.stowage.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One PostgreSQL server for all tests of this process; tests are skipped where it does not run, unless it is required. */
final class Postgres {
    private static final boolean REQUIRED = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    /** It usually takes two seconds; on a busy machine it may take more than the ten that are usually waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Postgres() {}

    private static final class Server {
        static final @Nullable EmbeddedPostgres RUNNING;
        static final String FAILURE;

        static {
            EmbeddedPostgres server = null;
            String failure = "";
            try {
                server = EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
            } catch (IOException | RuntimeException e) {
                failure = e.toString();
            }
            RUNNING = server;
            FAILURE = failure;
        }
    }

    static EmbeddedPostgres server() {
        EmbeddedPostgres server = Server.RUNNING;
        if (server != null) {
            return server;
        }
        if (REQUIRED) {
            throw new AssertionError("PostgreSQL is required and did not start: " + Server.FAILURE);
        }
        return Assumptions.abort("PostgreSQL did not start: " + Server.FAILURE);
    }

    /** The address of the server, as a person writes it. */
    static String url() {
        return "postgresql://postgres:secret@localhost:" + server().getPort() + "/postgres";
    }

    static DataSource admin() {
        return server().getPostgresDatabase();
    }

    /** The name of a schema that nobody has used. */
    static String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    static void execute(String statement) throws SQLException {
        try (Connection connection = admin().getConnection();
                Statement any = connection.createStatement()) {
            any.execute(statement);
        }
    }
}
