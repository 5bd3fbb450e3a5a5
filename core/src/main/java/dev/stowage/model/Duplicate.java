package dev.stowage.model;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Something already registered that a download would duplicate.
 *
 * @param asset the identity of the bytes
 * @param name what people call it
 * @param path where it lies
 * @param matchedBy what was equal
 * @since 0.1
 */
public record Duplicate(Sha256 asset, String name, Path path, MatchedBy matchedBy) {
    /**
     * What was equal.
     *
     * @since 0.1
     */
    public enum MatchedBy {
        /** The published SHA-256, before the download. */
        PUBLISHED_HASH,
        /** The same file of the same source. */
        SOURCE,
        /** The computed SHA-256, after the download. */
        COMPUTED_HASH;

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
