package dev.stowage.model;

import java.util.Locale;

/**
 * What to do when the bytes, or the name, are already there.
 *
 * @since 0.1
 */
public enum OnDuplicate {
    /** Ask a person. */
    ASK,
    /** Take what is there; nothing is downloaded, and what came before it showed is let go. */
    SKIP,
    /** Replace the file of that name. Not possible yet: refused. */
    OVERWRITE,
    /** Give the existing bytes a second name. Not possible yet: refused. */
    LINK,
    /** Place another copy beside it, as {@code name (2).ext}. */
    DOWNLOAD;

    /** The name in JSON, in the database and on the command line. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
