package dev.stowage.api;

import dev.stowage.model.DownloadId;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.StowageException;

/**
 * Pictures and clips of what is no asset yet, fetched by Stowage itself, so that whoever looks at them asks nobody else. They are kept for a
 * while, and go when others need the room; those of assets are {@link Library#preview}'s. Thread-safe. Not to be implemented.
 *
 * <p>Fetching blocks, for as long as one preview may take. Several callers for the same one wait for one request. Interrupting a caller
 * stops it when it waits for another one's request; closing Stowage stops all.
 *
 * @since 0.1
 */
public interface Previews {
    /**
     * Makes a preview of a resolution known, under a name that may be part of a path. Fetches nothing. The same preview has the same name;
     * 10,000 later ones make it unknown again, and so does closing.
     *
     * @param source the id of the source that tells of it, whose token the request may need
     * @return 32 hexadecimal digits
     */
    String offer(String source, PreviewMedia media);

    /**
     * Brings what was offered under this name.
     *
     * @throws StowageException with {@code unknown_id} when nothing is known under that name any more; with {@code not_supported} when the
     *     library in use fetches no previews; with what keeps it from being fetched, or shows that it is neither picture nor clip
     */
    StoredPreview fetch(String name) throws StowageException, InterruptedException;

    /**
     * Brings a preview of a download: what is stored of the asset, once it is one, else what its source serves.
     *
     * @param n its place in the previews of {@link dev.stowage.model.Download#model}, from 0
     * @throws StowageException as {@link #fetch}, with {@code unknown_id} also when there is no such download or preview
     */
    StoredPreview of(DownloadId id, int n) throws StowageException, InterruptedException;
}
