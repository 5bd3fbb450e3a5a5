package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Codes;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class DatabaseUrlTest {
    private static final Path FOLDER = Path.of("/state");

    @ParameterizedTest
    @CsvSource({
        "sqlite:/data/x.db, /data/x.db",
        "sqlite:x.db, /state/x.db",
        "sqlite:///data/x.db, /data/x.db",
        "jdbc:sqlite:/data/my models/x.db, /data/my models/x.db",
        "jdbc:sqlite:../x.db, /x.db"
    })
    void readsTheAddressOfAFile(String url, Path file) throws Exception {
        Place place = DatabaseUrl.parse(url, FOLDER, "stowage");
        assertEquals(Optional.of(file), place.file());
        assertEquals("main", place.schema());
        assertEquals(Dialect.SQLITE, place.dialect());
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann:p%40ss+w@db.example:5433/models, ann, p@ss+w, at db.example:5433/models",
        "postgres://ann@db.example/models, ann, , at db.example/models",
        "jdbc:postgresql://db.example/models?user=ann&password=pw, ann, pw, at db.example/models",
        "postgresql://ann:a:b@[::1]/models?sslmode=require, ann, a:b, at [::1]/models"
    })
    void readsTheAddressOfAServer(String url, String user, String password, String shown) throws Exception {
        Place place = DatabaseUrl.parse(url, FOLDER, "stowage");
        PGSimpleDataSource source = (PGSimpleDataSource) place.source();
        assertEquals(user, source.getUser());
        assertEquals(password, source.getPassword());
        assertEquals(shown, place.shown());
        assertEquals("stowage", place.schema());
        assertFalse(place.toString().contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:canary@db/models",
                "canary",
                "postgresql://ann:canary@/models",
                "postgresql://ann:canary@db",
                "postgresql://ann:can ary@db/canary",
                "postgresql://ann:canary@db:port/models",
                "sqlite::memory:canary",
                "sqlite:canary.db?mode=ro",
                "sqlite:file:canary",
                "sqlite:",
                "sqlite:canary\0"
            })
    void refusesOthersAndRepeatsNothing(String url) {
        StowageException refused =
                assertThrows(StowageException.class, () -> DatabaseUrl.parse(url, FOLDER, "stowage"));
        assertEquals(Codes.BAD_CONFIG, refused.problem().code());
        assertFalse(
                refused.problem().message().contains("ary"), refused.problem().message());
    }

    @Test
    void theCauseRepeatsNothingEither() {
        StowageException refused = assertThrows(
                StowageException.class,
                () -> DatabaseUrl.parse("postgresql://ann:can ary@db/models", FOLDER, "stowage"));
        assertEquals(null, refused.getCause());
    }
}
