package dev.stowage.model;

import java.util.Locale;

/**
 * How a download goes.
 *
 * @since 0.1
 */
public enum Health {
    OK,
    /** Something is worth reading; it may still end well. */
    WARNING,
    /** It has failed. */
    ERROR;

    /** The name in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
