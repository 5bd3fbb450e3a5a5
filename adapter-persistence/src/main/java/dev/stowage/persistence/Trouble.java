package dev.stowage.persistence;

/** What kind of trouble a database reports, as far as it matters what happens next. */
enum Trouble {
    /** Another holds what is needed, or two got into each other's way: trying again may help at once. */
    BUSY,
    /** The connection is gone; what ran on it was undone, unless it was just being committed. */
    LOST,
    /** It cannot be reached or opened, or is only starting. */
    DOWN,
    /** It lets nobody in under this name. */
    REFUSED,
    /** It can be read only. */
    READ_ONLY,
    /** Its disk is full. */
    FULL,
    /** Its disk fails. */
    DISK,
    /** Its file is not, or no more, a database. */
    DAMAGED,
    /** One statement was wrong; everything else is as it was. */
    STATEMENT;

    /** Whether the same transaction may simply be run again. */
    boolean passing() {
        return this == BUSY || this == LOST;
    }
}
