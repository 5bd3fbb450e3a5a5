package dev.stowage.registry;

import dev.stowage.model.Sha256;

/**
 * A preview whose bytes are in their place now.
 *
 * @param file its name in the asset's folder
 * @param media what the bytes are
 * @param sha256 over the bytes
 * @param totalBytes how many there are
 */
record FetchedPreview(String file, Media media, Sha256 sha256, long totalBytes) {}
