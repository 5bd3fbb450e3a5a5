package dev.stowage.spi;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An {@link AssetRegistry} that can also be browsed and edited; what {@code Library} and its HTTP routes need.
 *
 * @since 0.1
 */
public interface AssetLibrary extends AssetRegistry {
    /** One page of matching assets, newest first, stable under inserts; a cursor outlives the entry it was made at. */
    Page<Asset> search(AssetQuery query) throws StowageException;

    /** Assets that are entered at this absolute path, newest first; several when a file was replaced by another one. */
    List<Asset> findByPath(Path path) throws StowageException;

    /** Stores edited fields if the entry still has this version; empty when someone was faster or the entry is gone. */
    Optional<Asset> edit(Sha256 id, long version, Draft draft) throws StowageException;

    /**
     * Stores what looking at the file again said, instead of what it said before. That is no edit: the version stays.
     *
     * @return the entry as it is then; empty when it is gone
     */
    Optional<Asset> recordCheck(Sha256 id, Check check) throws StowageException;

    /**
     * Where the bytes of a preview lie on this machine. Never waits for a network.
     *
     * @param n its place in {@link Asset#previews}, from 0
     * @return empty while they are not stored, and when there is no such preview
     */
    Optional<StoredPreview> preview(Sha256 id, int n) throws StowageException;

    /**
     * Where the bytes of a preview lie that belongs to no asset yet: fetched now unless they are kept from before, once for all who ask
     * together, with the same limits as those of assets. They are kept for a while, and go when others need the room. Blocks while they are
     * fetched.
     *
     * @param media which; neither its address nor what it says of itself is to be trusted
     * @param call for whom; its source says whose token the request may need
     * @return empty when this library fetches none
     * @throws StowageException when they cannot be fetched, or are neither picture nor clip
     * @throws CancelledException when the call was cancelled
     */
    default Optional<StoredPreview> preview(PreviewMedia media, Call call) throws StowageException {
        return Optional.empty();
    }
}
