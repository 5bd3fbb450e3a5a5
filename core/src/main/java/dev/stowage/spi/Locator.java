package dev.stowage.spi;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.Problem;
import java.util.Optional;

/**
 * Asks again where the bytes are; the downloader calls it once per generation of URLs, whatever the number of segments, and
 * asks at the address that it gets as often: where that redirects to, all segments share.
 *
 * @since 0.1
 */
public interface Locator {
    FetchTarget locate(Call call) throws StowageException;

    /** What {@link SourceResolver#refusal} says of an answer of the located origin. */
    default Optional<Problem> refusal(HttpReply answer) throws StowageException {
        return Optional.empty();
    }
}
