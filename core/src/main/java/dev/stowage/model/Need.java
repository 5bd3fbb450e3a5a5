package dev.stowage.model;

import java.util.Locale;

/**
 * What a person has to do before a download in {@link Status#AWAITING_DECISION} goes on.
 *
 * @since 0.1
 */
public enum Need {
    /** Say which of several files is meant. */
    CHOOSE_FILE,
    /** Say what to do although the bytes are already registered. */
    DUPLICATE,
    /** Give or renew the token of the source; goes on by itself then. */
    ADD_TOKEN,
    /** Accept the terms at the source. */
    ACCEPT_LICENSE,
    /** Buy access at the source. */
    PURCHASE,
    /** Make room on the disk; goes on by itself then. */
    FREE_SPACE,
    /** Make the target folder writable or present again. */
    FIX_STORAGE,
    /** Answer the source's question in a browser. */
    OPEN_PAGE,
    /** Allow an address of a private network. */
    ALLOW_ADDRESS,
    /** Confirm that the file at the source is another one now. */
    CONFIRM_CHANGE;

    /** The name in JSON and in the database, lower_snake. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of failure a command line reports while this is open. */
    public Problem.Kind kind() {
        return switch (this) {
            case ADD_TOKEN, ACCEPT_LICENSE, PURCHASE -> Problem.Kind.AUTHENTICATION;
            case FREE_SPACE, FIX_STORAGE -> Problem.Kind.STORAGE;
            case CHOOSE_FILE, DUPLICATE, OPEN_PAGE, ALLOW_ADDRESS, CONFIRM_CHANGE -> Problem.Kind.DECISION;
        };
    }
}
