package dev.stowage.api;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.SyncState;
import dev.stowage.model.WorkerId;

/**
 * Told of every change and of sampled progress. Called on the engine's threads: be fast, throw nothing, do not call back into commands. A
 * listener that throws is reported and left out after the third time; it never harms a download.
 *
 * @since 0.1
 */
public interface StowageListener {
    /** A download was submitted. */
    default void submitted(Download download) {}

    /** A change was saved. In order per download. */
    default void changed(Download before, Download after) {}

    /** Progress, at most four times a second per download; values in between are left out. */
    default void progressed(DownloadId id, Progress progress) {}

    /**
     * How far an asset is on a worker has changed, or more of its bytes have arrived: that at most four times a second per asset and worker. In
     * order per asset and worker.
     */
    default void synced(Sha256 asset, WorkerId worker, SyncState state) {}

    /** Something worth knowing that belongs to no single download, such as a store that gives up for a while. */
    default void noticed(Problem problem) {}
}
