package dev.stowage.registry;

import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which previews are wanted, and what becomes of them. */
interface PreviewShelf {
    /** Those whose time has come, newest first, not necessarily all. */
    Due due(Instant now) throws StowageException;

    /** Its bytes are in their place; false when nobody wants them any more. */
    boolean stored(WantedPreview wanted, FetchedPreview fetched) throws StowageException;

    /** It could not be fetched; without a moment to try again, that is final. */
    void failed(WantedPreview wanted, String why, Optional<Instant> again) throws StowageException;

    /**
     * What is to be done.
     *
     * @param previews at once
     * @param more whether there is more of them
     * @param next when the next one's time comes
     */
    record Due(List<WantedPreview> previews, boolean more, Optional<Instant> next) {
        public Due {
            previews = List.copyOf(previews);
        }
    }
}
