package dev.stowage.registry;

import static dev.stowage.registry.Assets.asset;
import static dev.stowage.registry.Assets.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Codes;
import dev.stowage.model.ModelType;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SqlLibraryTest {
    @TempDir
    private Path folder;

    private final Installation installation = Installation.sqlite(() -> folder);

    @BeforeEach
    void open() throws Exception {
        installation.open();
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void anUnreadableRowSaysSoAndHidesNoOther() throws Exception {
        for (int number = 1; number <= 3; number++) {
            library().register(asset(number));
        }
        store(2, "{\"id\":\"" + id(2) + "\",\"path\":\"/x\"}");
        assertEquals(
                List.of(asset(3), asset(1)), library().search(AssetQuery.ALL).items());
        Problem problem = assertThrows(StowageException.class, () -> library().find(id(2)))
                .problem();
        assertEquals(Codes.RECORD_UNREADABLE, problem.code());
        assertTrue(
                problem.message().startsWith("Could not read asset 00000000 from the database: "), problem.message());
        assertThrows(StowageException.class, () -> library().register(asset(2)));
        library().forget(id(2));
        assertEquals(asset(2), library().register(asset(2)));
    }

    @Test
    void pagesGoOnBehindAnUnreadableRow() throws Exception {
        for (int number = 1; number <= 4; number++) {
            library().register(asset(number));
        }
        store(3, "no JSON");
        Page<Asset> first = library().search(AssetQuery.ALL.limit(2));
        assertEquals(List.of(asset(4)), first.items());
        AssetQuery rest = AssetQuery.ALL.limit(2).after(first.nextCursor().orElseThrow());
        assertEquals(List.of(asset(2), asset(1)), library().search(rest).items());
    }

    @Test
    void whatANewerVersionAddedIsPassedOver() throws Exception {
        library().register(asset(1));
        store(
                1,
                AssetJson.write(asset(1))
                        .replaceFirst("\\{", "{\"rating\":5,\"more\":{\"a\":[1,null,2.5,123456789012345678901]},"));
        assertEquals(asset(1), library().find(id(1)).orElseThrow());
    }

    @Test
    void refusesACursorThatIsNoneOfItsOwn() {
        for (String cursor : List.of("", "x", "1 2", "1_2_3", "99999999999999999999_a")) {
            Problem problem = assertThrows(
                            StowageException.class, () -> library().search(AssetQuery.ALL.after(cursor)))
                    .problem();
            assertEquals(Problem.Kind.USAGE, problem.kind(), cursor);
        }
    }

    static Stream<AssetQuery> commonQueries() {
        AssetQuery all = AssetQuery.ALL;
        return Stream.of(
                all,
                all.of(ModelType.LORA),
                all.madeFor(new BaseModel("base 1")),
                all.tagged("common"),
                all.tagged("tag 1").of(ModelType.LORA),
                all.containing("word"));
    }

    @ParameterizedTest
    @MethodSource("commonQueries")
    void aPageIsReadInTheOrderOfAnIndex(AssetQuery query) throws Exception {
        AssetQueries queries = new AssetQueries(installation.database());
        for (boolean after : new boolean[] {false, true}) {
            String plan = plan(queries.searching(query, after));
            assertFalse(plan.contains("TEMP B-TREE"), plan);
            assertTrue(plan.contains("INDEX"), plan);
        }
    }

    @Test
    void whatIsLookedUpIsFoundByAnIndex() throws Exception {
        AssetQueries queries = new AssetQueries(installation.database());
        String plan = plan(queries.searching(AssetQuery.ALL.beginning("00ff").limit(1), false))
                + plan("SELECT n FROM main.asset_previews WHERE state = 'wanted' AND wanted_at >= 0 AND retry_at <= 1"
                        + " ORDER BY wanted_at DESC, asset, n LIMIT 1");
        assertFalse(plan.contains("SCAN a\n"), plan);
        assertTrue(plan.contains("asset_previews_wanted"), plan);
    }

    @ParameterizedTest
    @CsvSource({"previews,sometimes", "previews-per-asset,-1", "largest-image-mib,1.5", "closing-wait-seconds,soon"})
    void refusesSettingsThatCannotBeMeant(String key, String value) {
        SqlLibraryProvider provider = new SqlLibraryProvider();
        FakeProviderContext context = new FakeProviderContext(provider, folder).set(key, value);
        Problem problem = assertThrows(StowageException.class, () -> provider.create(context))
                .problem();
        assertEquals(Codes.BAD_CONFIG, problem.code());
        assertTrue(problem.message().contains(key) && problem.message().contains(value), problem.message());
    }

    @Test
    void saysWhatIsMissingWithoutADatabase() {
        SqlLibraryProvider provider = new SqlLibraryProvider();
        FakeProviderContext context = new FakeProviderContext(provider, folder).set("previews", "off");
        Problem problem = assertThrows(StowageException.class, () -> provider.create(context))
                .problem();
        assertEquals(
                "Could not keep the library in the database: the storage in use shares no database. Add"
                        + " stowage-adapter-persistence to the class path, or use another AssetRegistry.",
                problem.message());
    }

    private SqlLibrary library() {
        return installation.library();
    }

    private void store(int number, String state) throws Exception {
        installation
                .database()
                .write(handle -> handle.createUpdate("UPDATE main.assets SET state = :state WHERE sha256 = :id")
                        .bind("state", state)
                        .bind("id", id(number).hex())
                        .execute());
    }

    /** What SQLite would do; the statement is not run, so what is bound does not matter. */
    private String plan(String statement) throws Exception {
        String unbound = statement.replaceAll(":[a-z_]+", "?");
        return installation.database().read(handle -> {
            try (Statement explain = handle.getConnection().createStatement();
                    ResultSet steps = explain.executeQuery("EXPLAIN QUERY PLAN " + unbound)) {
                StringBuilder plan = new StringBuilder();
                while (steps.next()) {
                    plan.append(steps.getString("detail")).append('\n');
                }
                return plan.toString();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
