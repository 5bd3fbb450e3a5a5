package dev.stowage.model;

import java.time.Instant;
import java.util.Locale;

/**
 * What looking at an asset's file again said.
 *
 * @param condition how the file was
 * @param at when it was looked at
 * @since 0.1
 */
public record Check(Condition condition, Instant at) {
    /**
     * How a file is, compared with the bytes that were registered.
     *
     * @since 0.1
     */
    public enum Condition {
        /** Every byte is as it was. */
        INTACT,
        /** The file holds other bytes. */
        DAMAGED,
        /** There is no file. */
        MISSING;

        /** The name in JSON and in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
