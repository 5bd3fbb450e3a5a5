package dev.stowage.model;

/**
 * One asset on one worker.
 *
 * @param asset which bytes
 * @param worker where they are wanted
 * @param state how far they are
 * @since 0.1
 */
public record Sync(Sha256 asset, WorkerId worker, SyncState state) {}
