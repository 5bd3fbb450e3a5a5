package dev.stowage.persistence;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about encrypted secrets. */
final class TokenQueries {
    private final String table;

    TokenQueries(Database database) {
        table = database.schema() + ".api_tokens";
    }

    Optional<Sealed> find(Handle handle, TokenCipher.Owner owner) {
        return handle.createQuery("SELECT key_id, sealed FROM " + table + " WHERE user_id = :user AND source = :source")
                .bind("user", owner.user())
                .bind("source", owner.source())
                .map((row, context) -> new Sealed(row.getString("key_id"), row.getBytes("sealed")))
                .findOne();
    }

    void upsert(Handle handle, TokenCipher.Owner owner, Sealed sealed, Instant now) {
        handle.createUpdate("INSERT INTO " + table + " (user_id, source, key_id, sealed, updated_at)"
                        + " VALUES (:user, :source, :key, :sealed, :now)"
                        + " ON CONFLICT (user_id, source) DO UPDATE SET key_id = excluded.key_id,"
                        + " sealed = excluded.sealed, updated_at = excluded.updated_at")
                .bind("user", owner.user())
                .bind("source", owner.source())
                .bind("key", sealed.keyId())
                .bind("sealed", sealed.bytes())
                .bind("now", Nanos.of(now))
                .execute();
    }

    void delete(Handle handle, TokenCipher.Owner owner) {
        handle.createUpdate("DELETE FROM " + table + " WHERE user_id = :user AND source = :source")
                .bind("user", owner.user())
                .bind("source", owner.source())
                .execute();
    }
}
