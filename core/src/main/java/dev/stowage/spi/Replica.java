package dev.stowage.spi;

import dev.stowage.model.Asset;
import dev.stowage.model.SafePath;

/**
 * An asset, and where it lies on workers.
 *
 * @param asset the bytes, with where they are on this machine
 * @param path where they go below a worker's root: the same place as below the models folder here
 * @since 0.1
 */
public record Replica(Asset asset, SafePath path) {}
