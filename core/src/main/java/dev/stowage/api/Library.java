package dev.stowage.api;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKeys;
import dev.stowage.model.Page;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.StoredPreview;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The assets as their users see them. Thread-safe. Not to be implemented.
 *
 * @since 0.1
 */
public interface Library {
    Optional<Asset> find(Sha256 id) throws StowageException;

    /** One page, newest first. */
    Page<Asset> search(AssetQuery query) throws StowageException;

    /**
     * Which files a reference means, such as an AIR or the page of one version of a model, for {@link AssetQuery#fetchedFrom}. Asks no site.
     *
     * @return empty when no source knows the reference, or only its site could tell
     */
    default Optional<FileKeys> filesOf(Reference reference) {
        return Optional.empty();
    }

    /** Those that are entered at this absolute path, newest first; several when a file was replaced by another one. */
    List<Asset> findByPath(Path path) throws StowageException;

    /**
     * Where the bytes of a preview lie on this machine. Never waits for a network.
     *
     * @param n its place in {@link Asset#previews}, from 0
     * @return empty while they are not stored, and when there is no such preview
     */
    Optional<StoredPreview> preview(Sha256 id, int n) throws StowageException;

    /**
     * Stores edited fields.
     *
     * @param version the version that was edited
     * @throws StowageException with {@code illegal_state} when someone was faster, with {@code unknown_id} when there is no such asset, with
     *     {@code bad_draft} when what was changed is not within the {@link dev.stowage.model.DraftLimits}
     */
    Asset edit(Sha256 id, long version, Draft draft) throws StowageException;

    /**
     * Reads an asset's file again, off the queue's threads, and compares it with what was registered. Blocks for as long as reading takes;
     * several callers take turns. Interrupting the caller stops it, and so does closing Stowage. What it shows is recorded with the asset,
     * unless the file cannot be read or another process has the data folder.
     *
     * @throws StowageException with {@code unknown_id} when there is no such asset
     */
    Verification verify(Sha256 id) throws StowageException, InterruptedException;

    /** The same for whatever is registered at a path. When nothing is, says whether these bytes are known elsewhere. */
    Verification verify(Path path) throws StowageException, InterruptedException;
}
