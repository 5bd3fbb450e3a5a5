package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.spi.StowageException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** Sees to it that tables are those of this version. Flyway is loaded only where something is to be done. */
final class Migrations {
    private final Place place;
    private final SqlProblems problems;
    private final SchemaQueries queries;

    Migrations(Place place, SqlProblems problems) {
        this.place = place;
        this.problems = problems;
        this.queries = new SchemaQueries(place);
    }

    /** Does what {@code mode} says, several processes at once if need be. */
    void bring(Jdbi jdbi, Schema schema, Migrate mode) throws StowageException {
        if (mode == Migrate.OFF) {
            return;
        }
        int found = version(jdbi, schema);
        if (found < schema.version() && mode == Migrate.APPLY) {
            apply(jdbi, schema);
            found = version(jdbi, schema);
        }
        if (found > schema.version()) {
            throw newer();
        }
        if (found < schema.version()) {
            throw older(schema, found);
        }
    }

    private int version(Jdbi jdbi, Schema schema) {
        return jdbi.withHandle(handle -> queries.version(handle, schema.name()));
    }

    private void apply(Jdbi jdbi, Schema schema) throws StowageException {
        for (int attempt = 1; ; attempt++) {
            try {
                flyway(schema).migrate();
                return;
            } catch (FlywayException e) {
                if (version(jdbi, schema) >= schema.version()) {
                    return; // another process was faster
                }
                if (attempt == Database.ATTEMPTS) {
                    throw failed(schema, e);
                }
            }
        }
    }

    private Flyway flyway(Schema schema) {
        return Flyway.configure(schema.owner().getClassLoader())
                .dataSource(place.source())
                .locations("classpath:" + schema.folder())
                .defaultSchema(place.schema())
                .table(schema.name() + "_history")
                .placeholders(place.dialect().placeholders(place.schema()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .failOnMissingLocations(true)
                .load();
    }

    private StowageException newer() {
        return new StowageException(problems.storage(
                Codes.DB_NEWER,
                "a newer version of Stowage has been working with it",
                "Use that version, or give this one another database."));
    }

    private StowageException older(Schema schema, int found) {
        return new StowageException(problems.storage(
                Codes.DB_OUTDATED,
                "its tables of \"" + schema.name() + "\" have version " + found + " instead of " + schema.version(),
                "Run the migration scripts, or set \"migrate\" to apply."));
    }

    private StowageException failed(Schema schema, FlywayException cause) {
        Trouble trouble = problems.trouble(cause).orElse(Trouble.STATEMENT);
        if (trouble != Trouble.STATEMENT) {
            return problems.of(cause);
        }
        return new StowageException(
                problems.storage(
                        Codes.DB_OUTDATED,
                        "its tables of \"" + schema.name() + "\" could not be brought to version " + schema.version(),
                        "Look into the log, or restore the database from a backup."),
                cause);
    }
}
