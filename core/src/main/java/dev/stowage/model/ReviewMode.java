package dev.stowage.model;

import java.util.Locale;

/**
 * When a person looks at a verified file before it is placed.
 *
 * @since 0.1
 */
public enum ReviewMode {
    /** Never: doubts become notes. A mismatch still fails. */
    NEVER,
    /** Only when there is a doubt. */
    DOUBTFUL,
    /** Each time. */
    ALWAYS;

    /** The name in JSON, in the database and on the command line. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
