package dev.stowage.persistence;

import org.jdbi.v3.core.Handle;

/** Which version the tables of a module have. */
final class SchemaQueries {
    private final String tableCount;
    private final String version;
    private final String schema;

    SchemaQueries(Place place) {
        schema = place.schema();
        tableCount = "SELECT count(*) FROM " + place.dialect().tableNames()
                + " tables WHERE name = 'schema_version' AND schema = :schema";
        version = "SELECT version FROM " + schema + ".schema_version WHERE name = :name";
    }

    /** 0 when there are none yet. */
    int version(Handle handle, String name) {
        int tables = handle.createQuery(tableCount)
                .bind("schema", schema)
                .mapTo(Integer.class)
                .one();
        return tables == 0
                ? 0
                : handle.createQuery(version)
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0);
    }
}
