package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import dev.stowage.model.DownloadId;
import java.util.Optional;

/** How transfers go at this moment, as far as that is known here. */
public interface Live {
    /** Nothing is known. */
    Live NONE = id -> Optional.empty();

    /** Empty when none is running for this download, as far as is known. */
    Optional<Progress> of(DownloadId id);
}
