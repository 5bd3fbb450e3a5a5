package dev.stowage.persistence;

/** What to do about tables that are missing or older than this Stowage. */
enum Migrate {
    /** Bring them up to date. */
    APPLY,
    /** Refuse them. */
    VALIDATE,
    /** Nothing: whoever runs this sees to it. */
    OFF
}
