package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.util.Optional;

/** How transfers go at this moment, as far as that is known here. */
public interface Live {
    /** Nothing is known. */
    Live NONE = id -> Optional.empty();

    /** Empty when none is running for this download, as far as is known. */
    Optional<Progress> of(DownloadId id);

    /** The same for a download as it was read: it may have gone on since its transfer was asked for. */
    default Optional<Progress> of(Download download) {
        return download.status() == Status.DOWNLOADING ? of(download.id()) : Optional.empty();
    }
}
