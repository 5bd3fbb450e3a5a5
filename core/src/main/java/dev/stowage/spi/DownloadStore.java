package dev.stowage.spi;

import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads. The version is the fence: who saves a stale value changes nothing and learns it.
 *
 * @since 0.1
 */
public interface DownloadStore {
    /**
     * Stores a new download durably.
     *
     * @throws StowageException when the id exists already, or the store gives up
     */
    void create(Download download) throws StowageException;

    Optional<Download> find(DownloadId id) throws StowageException;

    /**
     * Stores {@code next} and its audit row in one durable transaction iff the stored version is {@code next.version() - 1}.
     *
     * @return false when someone was faster or the download does not exist; nothing has changed then
     */
    boolean save(Download next, String reason) throws StowageException;

    /** What has become of a download, oldest first: one entry per stored version. Empty when it does not exist. */
    List<Change> history(DownloadId id) throws StowageException;

    /** Downloads in this status that may run at this time (no {@code retryAt}, or one that has come), by priority, then age. */
    List<Download> due(Status status, Instant now, int limit) throws StowageException;

    /** One page, newest first, stable under inserts; a cursor outlives the item it was made at. Texts are sought literally. */
    Page<Download> list(DownloadQuery query) throws StowageException;

    /**
     * How many downloads the query matches, by status; a status that none of them has is absent. Every condition of the query holds, limit
     * and cursor mean nothing here.
     */
    Map<Status, Long> counts(DownloadQuery query) throws StowageException;
}
