package dev.stowage.registry;

/** Which previews are fetched. */
enum Fetching {
    /** All that are missing, those that were wanted last first. */
    ALL,
    /** Those of assets that are registered by this process; others wait for one that fetches all. */
    NEW,
    /** None; they are remembered as wanted. */
    OFF
}
