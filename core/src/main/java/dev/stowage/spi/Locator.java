package dev.stowage.spi;

import dev.stowage.model.FetchTarget;

/**
 * Asks again where the bytes are; the downloader calls it once per generation of URLs, whatever the number of segments.
 *
 * @since 0.1
 */
public interface Locator {
    FetchTarget locate(Call call) throws StowageException;
}
