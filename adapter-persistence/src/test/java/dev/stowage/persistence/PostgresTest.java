package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresTest {
    private static final String TERMINATE =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stowage'";

    private final String schema = Postgres.newSchema();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void aConnectionThatTheServerEndsIsReplaced(String pool) throws Exception {
        try (Storage storage = open(Postgres.url(), pool)) {
            storage.downloads().create(Samples.plain("d1"));
            for (int round = 2; round < 5; round++) {
                Postgres.execute(TERMINATE);
                assertTrue(storage.downloads().find(Samples.plain("d1").id()).isPresent());
                Postgres.execute(TERMINATE);
                assertTrue(storage.downloads()
                        .save(Samples.plain("d1").toBuilder().version(round).build(), "again"));
            }
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsToldWithoutThePassword() throws Exception {
        try (Socket silent = new Socket();
                Storage storage = open(
                        "postgresql://ann:canary-pw@localhost:" + portOf(silent) + "/models?password=canary-2",
                        "off")) {
            StowageException down = assertThrows(
                    StowageException.class,
                    () -> storage.downloads().find(Samples.plain("d1").id()));
            assertEquals(Codes.DB_DOWN, down.problem().code());
            assertTrue(down.problem().retryable());
            assertTrue(
                    down.problem().message().contains("/models"), down.problem().message());
            StringWriter trace = new StringWriter();
            down.printStackTrace(new PrintWriter(trace));
            assertFalse(trace.toString().contains("canary"), trace.toString());
        }
    }

    @Test
    void aDatabaseThatDoesNotExistIsTold() throws Exception {
        String url = Postgres.url().replaceFirst("/postgres$", "/nowhere");
        try (Storage storage = open(url, "off")) {
            assertEquals(Codes.DB_DOWN, problem(storage).code());
        }
    }

    @Test
    void aServerThatCanOnlyBeReadIsTold() throws Exception {
        open(Postgres.url(), "off").close();
        try (Storage storage = open(Postgres.url(), "off")) {
            storage.downloads().create(Samples.plain("d1"));
        }
        try (Storage storage = open(Postgres.url() + "?options=-c%20default_transaction_read_only=on", "off")) {
            assertTrue(storage.downloads().find(Samples.plain("d1").id()).isPresent());
            StowageException refused = assertThrows(
                    StowageException.class, () -> storage.downloads().create(Samples.plain("d2")));
            assertEquals(Codes.DB_DOWN, refused.problem().code());
            assertTrue(
                    refused.problem().message().contains("only be read"),
                    refused.problem().message());
        }
    }

    @Test
    void whatTheHostLendsIsGivenBackAsItWas() throws Exception {
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl("jdbc:postgresql://localhost:" + Postgres.server().getPort() + "/postgres");
        real.setUser("postgres");
        try (Connection only = real.getConnection()) {
            only.createStatement().execute("SET search_path TO pg_catalog");
            AtomicInteger closed = new AtomicInteger();
            DataSource host = Databases.lending(only, closed);
            SqlStorageProvider provider = new SqlStorageProvider();
            FakeProviderContext context = new FakeProviderContext(provider, folder)
                    .set("schema", schema)
                    .share(DataSource.class, host);
            try (Storage storage = provider.create(context)) {
                storage.downloads().create(Samples.plain("d1"));
                assertTrue(storage.downloads().find(Samples.plain("d1").id()).isPresent());
            }
            assertTrue(closed.get() > 0, "nothing was given back");
            assertTrue(only.getAutoCommit());
            assertEquals("pg_catalog", searchPath(only));
        }
        try (Storage storage = open(Postgres.url(), "off")) {
            assertTrue(storage.downloads().find(Samples.plain("d1").id()).isPresent());
        }
    }

    @Test
    void severalInstallationsShareOneDatabase() throws Exception {
        String other = Postgres.newSchema();
        SqlStorageProvider provider = new SqlStorageProvider();
        try (Storage first = open(Postgres.url(), "off");
                Storage second = provider.create(new FakeProviderContext(provider, folder)
                        .set("database-url", Postgres.url())
                        .set("schema", other))) {
            first.downloads().create(Samples.plain("d1"));
            assertTrue(second.downloads().find(Samples.plain("d1").id()).isEmpty());
        }
    }

    private Storage open(String url, String pool) throws StowageException {
        SqlStorageProvider provider = new SqlStorageProvider();
        return provider.create(new FakeProviderContext(provider, folder)
                .set("database-url", url)
                .set("schema", schema)
                .set("pool", pool));
    }

    private static Problem problem(Storage storage) {
        return assertThrows(
                        StowageException.class,
                        () -> storage.downloads().find(Samples.plain("d1").id()))
                .problem();
    }

    private static String searchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW search_path")) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    /** A port at which nobody listens, nor will before the socket is closed. */
    private static int portOf(Socket silent) throws IOException {
        silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return silent.getLocalPort();
    }
}
