package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Secret;
import dev.stowage.model.Sha256;
import dev.stowage.model.UserId;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
    private static final UserId ANN = new UserId("ann");

    @TempDir
    private Path folder;

    @Test
    void everythingOfVersionOneIsStillThere() throws Exception {
        restore("sqlite-v1.sql");
        try (Storage storage = open("apply")) {
            assertEquals(Optional.of(Samples.full()), storage.downloads().find(new DownloadId("full-1")));
            assertEquals(
                    2, storage.downloads().history(new DownloadId("full-1")).size());
            assertEquals(2, storage.downloads().list(DownloadQuery.ALL).items().size());
            Reference pasted = Samples.full().reference();
            assertEquals(
                    1,
                    storage.downloads()
                            .list(DownloadQuery.ALL.from(pasted))
                            .items()
                            .size());
            assertEquals(Optional.of(Secret.of("tök-🦊")), storage.tokens().find(ANN, "civitai"));
            assertEquals(
                    List.of(
                            new PlacementRule(
                                    "first",
                                    Map.of(
                                            PlacementRule.Field.TYPE,
                                            Set.of("lora", "vae"),
                                            PlacementRule.Field.CREATOR,
                                            Set.of()),
                                    "l/{name}"),
                            new PlacementRule("rest", Map.of(), "x")),
                    storage.rules().rules());
            assertEquals("/x", storage.workers().workers().get(0).settings().get("path"));
            assertEquals(
                    Set.of(new WorkerId("gpu-1")),
                    storage.workers().states(new Sha256("ab".repeat(32))).keySet());
        }
    }

    @Test
    void nothingIsBroughtUpToDateWhereTheMarkFits() throws Exception {
        open("apply").close();
        openAndRead("apply");
        AtomicInteger connections = new AtomicInteger();
        Place place = DatabaseUrl.sqlite(folder.resolve("stowage.db"));
        Place watched = new Place(
                place.dialect(),
                Databases.counted(place.source(), connections),
                place.schema(),
                place.shown(),
                place.file(),
                place.lent());
        try (Database database = Databases.of(watched)) {
            assertEquals("x", database.<String>read(handle -> "x"));
        }
        assertEquals(2, connections.get(), "one that writes, one that reads, and none for Flyway");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws Exception {
        openAndRead("apply");
        execute("UPDATE schema_version SET version = 99");
        for (String mode : List.of("apply", "validate")) {
            Problem problem = problem(mode);
            assertEquals(Codes.DB_NEWER, problem.code());
            assertTrue(problem.message().contains("newer version of Stowage"), problem.message());
        }
    }

    @Test
    void whoOnlyValidatesRefusesMissingTables() throws Exception {
        assertEquals(Codes.DB_OUTDATED, problem("validate").code());
        openAndRead("apply");
        openAndRead("validate");
    }

    @Test
    void whoSeesToItElsewhereIsNotHindered() throws Exception {
        openAndRead("apply");
        execute("DROP TABLE schema_version");
        openAndRead("off");
    }

    @Test
    void severalCanBeginTogether() throws Exception {
        List<FutureTask<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Integer> one = new FutureTask<>(() -> {
                try (Database database = Databases.sqlite(folder.resolve("stowage.db"))) {
                    return database.read(handle -> handle.select("SELECT count(*) FROM main.downloads")
                            .mapTo(Integer.class)
                            .one());
                }
            });
            all.add(one);
            Databases.thread(one).start();
        }
        for (FutureTask<Integer> one : all) {
            assertEquals(0, one.get());
        }
    }

    @Test
    void aModuleOfItsOwnHasItsOwnTablesAndHistory() throws Exception {
        try (Database database = Databases.sqlite(folder.resolve("stowage.db"))) {
            database.read(handle -> 1);
            database.require(new Schema("extra", 2, MigrationsTest.class));
            assertEquals(
                    2,
                    database.<Integer>write(
                            handle -> handle.execute("INSERT INTO main.extras (id, more) VALUES ('a', 1), ('b', 2)")));
        }
        try (Database database = Databases.sqlite(folder.resolve("stowage.db"))) {
            database.require(new Schema("extra", 3, MigrationsTest.class));
            StowageException refused = assertThrows(StowageException.class, () -> database.read(handle -> 1));
            assertTrue(
                    refused.problem().message().contains("\"extra\""),
                    refused.problem().message());
            assertThrows(StowageException.class, () -> database.read(handle -> 1), "it is told each time");
        }
    }

    @Test
    void anUnreadableRowIsToldByItsNameAndHidesNoOther() throws Exception {
        try (Storage storage = open("apply")) {
            for (String id : List.of("d1", "d2", "d3")) {
                storage.downloads().create(Samples.plain(id));
            }
            execute("UPDATE downloads SET state = '{}' WHERE id = 'd2'");
            Problem problem = assertThrows(
                            StowageException.class, () -> storage.downloads().find(new DownloadId("d2")))
                    .problem();
            assertEquals(Codes.RECORD_UNREADABLE, problem.code());
            assertTrue(problem.message().contains("d2"), problem.message());
            assertEquals(2, storage.downloads().list(DownloadQuery.ALL).items().size());
            assertEquals(
                    List.of("d1", "d3"),
                    storage.downloads().due(Samples.plain("d1").status(), Samples.NOW, 2).stream()
                            .map(download -> download.id().text())
                            .toList());
            execute("INSERT INTO placement_rules VALUES (0, 'a', 'nonsense', 'x')");
            assertThrows(StowageException.class, () -> storage.rules().rules());
        }
    }

    private Storage open(String migrate) throws StowageException {
        SqlStorageProvider provider = new SqlStorageProvider();
        return provider.create(new FakeProviderContext(provider, folder)
                .set("migrate", migrate)
                .set("pool", "off")
                .set("secret-key", "01".repeat(32)));
    }

    private void openAndRead(String migrate) throws StowageException {
        try (Storage storage = open(migrate)) {
            assertFalse(storage.downloads().find(new DownloadId("none")).isPresent());
        }
    }

    private Problem problem(String migrate) throws StowageException {
        try (Storage storage = open(migrate)) {
            return assertThrows(
                            StowageException.class, () -> storage.downloads().find(new DownloadId("none")))
                    .problem();
        }
    }

    private void execute(String statement) {
        Jdbi.create("jdbc:sqlite:" + folder.resolve("stowage.db")).useHandle(handle -> handle.execute(statement));
    }

    private void restore(String dump) throws Exception {
        try (InputStream resource = Objects.requireNonNull(MigrationsTest.class.getResourceAsStream(dump))) {
            String script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            Jdbi.create("jdbc:sqlite:" + folder.resolve("stowage.db"))
                    .useHandle(handle -> handle.createScript(script).execute());
        }
    }
}
