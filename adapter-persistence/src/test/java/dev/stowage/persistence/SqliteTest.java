package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.StowageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

final class SqliteTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("new").resolve("stowage.db");
    }

    @Test
    void nobodyElseMayReadTheDatabase() throws Exception {
        try (Database database = Databases.sqlite(file)) {
            create(database, Samples.plain("d1"));
            try (Stream<Path> files = Files.list(folder.resolve("new"))) {
                List<Path> all = files.toList();
                assertEquals(3, all.size(), all::toString);
                for (Path one : all) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
                }
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
    }

    @Test
    void everyCommitIsForcedToTheDisk() throws Exception {
        try (Database database = Databases.sqlite(file)) {
            assertEquals("wal", database.<String>read(handle -> text(handle, "PRAGMA journal_mode")));
            assertEquals("2", database.<String>write(handle -> text(handle, "PRAGMA synchronous")));
            assertEquals("1", database.<String>write(handle -> text(handle, "PRAGMA foreign_keys")));
            assertEquals("10000", database.<String>write(handle -> text(handle, "PRAGMA busy_timeout")));
        }
    }

    @Test
    void aDamagedFileIsToldAndLeftAlone() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "This is no database. ".repeat(500));
        try (Database database = Databases.sqlite(file)) {
            Problem problem = problem(database);
            assertEquals(Codes.DB_DAMAGED, problem.code());
            assertEquals(Problem.Kind.STORAGE, problem.kind());
            assertTrue(problem.message().contains(file.toString()), problem.message());
        }
        assertTrue(Files.readString(file).startsWith("This is no database."));
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsTold() throws Exception {
        Files.createDirectories(file);
        try (Database database = Databases.sqlite(file)) {
            Problem problem = problem(database);
            assertEquals(Codes.DB_DOWN, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void aLockThatLastsIsToldAndThenForgotten() throws Exception {
        Databases.sqlite(file).close();
        Place impatient = place(config -> config.setBusyTimeout(1));
        try (Database database = Databases.of(impatient)) {
            create(database, Samples.plain("d1"));
            try (Connection other = impatient.source().getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                Problem problem = assertThrows(StowageException.class, () -> create(database, Samples.plain("d2")))
                        .problem();
                assertEquals(Codes.DB_BUSY, problem.code());
                assertTrue(problem.retryable());
                assertTrue(
                        new SqlDownloads(database)
                                .find(Samples.plain("d1").id())
                                .isPresent(),
                        "readers go on");
                statement.execute("ROLLBACK");
            }
            create(database, Samples.plain("d2"));
        }
    }

    @Test
    void aFullDiskAsksForSpace() throws Exception {
        Place small = place(config -> config.setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "60"));
        try (Database database = Databases.of(small)) {
            StowageException full = assertThrows(StowageException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    create(database, Samples.plain("d" + i));
                }
            });
            assertEquals(Codes.NO_SPACE, full.problem().code());
            assertEquals(Optional.of(Need.FREE_SPACE), full.problem().need());
            assertTrue(new SqlDownloads(database).find(Samples.plain("d0").id()).isPresent());
        }
    }

    @Test
    void whatCanOnlyBeReadIsRead() throws Exception {
        try (Database database = Databases.sqlite(file)) {
            create(database, Samples.plain("d1"));
        }
        Place readOnly = place(config -> config.setReadOnly(true));
        try (Database database = Databases.of(readOnly)) {
            assertTrue(new SqlDownloads(database).find(Samples.plain("d1").id()).isPresent());
            Problem problem = assertThrows(StowageException.class, () -> create(database, Samples.plain("d2")))
                    .problem();
            assertEquals(Codes.DB_DOWN, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void messagesNameNeitherStatementsNorWhatWasBound() throws Exception {
        try (Database database = Databases.sqlite(file)) {
            RuntimeException defect = assertThrows(
                    RuntimeException.class,
                    () -> database.write(handle -> handle.execute("INSERT INTO nowhere VALUES (?)", "canary")));
            assertFalse(String.valueOf(defect.getMessage()).contains("canary"), defect.getMessage());
        }
    }

    @Test
    void dueAndListsAreFoundByIndex() throws Exception {
        try (Database database = Databases.sqlite(file)) {
            create(database, Samples.plain("d1"));
            DownloadQueries queries = new DownloadQueries(database);
            assertSearches(
                    "downloads_due",
                    database,
                    handle -> queries.due(handle, Status.QUEUED, Samples.NOW, new DownloadQueries.Range(10, 0))
                            .size());
            DownloadQuery all = DownloadQuery.ALL;
            assertSearches("downloads_age", database, lists(queries, all));
            assertSearches("downloads_status", database, lists(queries, all.in(Set.of(Status.COMPLETED))));
            assertSearches("downloads_owner", database, lists(queries, all.of(UserId.LOCAL)));
            assertSearches(
                    "downloads_url",
                    database,
                    lists(queries, all.from(Samples.plain("d1").reference())));
            assertSearches("downloads_group", database, lists(queries, all.inGroup(new DownloadId("d1"))));
            List<String> plan =
                    database.read(handle -> Explained.plan(handle, lists(queries, all.changedSince(Samples.NOW))));
            assertTrue(plan.get(0).contains("downloads_updated"), plan::toString);
        }
    }

    private static Database.Work<Integer> lists(DownloadQueries queries, DownloadQuery wanted) {
        Optional<Cursor> after = Optional.of(new Cursor(0, "d0"));
        return handle -> queries.list(handle, wanted, after, 10).size();
    }

    /** What the database says of the statement: it is answered by this index alone, without sorting. */
    private static void assertSearches(String index, Database database, Database.Work<Integer> work)
            throws StowageException {
        List<String> plan = database.read(handle -> Explained.plan(handle, work));
        assertEquals(1, plan.size(), plan::toString);
        assertTrue(plan.get(0).startsWith("SEARCH") && plan.get(0).contains(index), plan::toString);
    }

    private Place place(Consumer<SQLiteConfig> change) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        change.accept(config);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return new Place(Dialect.SQLITE, source, "main", file.toString(), Optional.of(file), false);
    }

    private static void create(Database database, Download download) throws StowageException {
        new SqlDownloads(database).create(download);
    }

    private static Problem problem(Database database) {
        return assertThrows(StowageException.class, () -> database.read(handle -> 1))
                .problem();
    }

    private static String text(Handle handle, String statement) {
        return handle.select(statement).mapTo(String.class).one();
    }
}
