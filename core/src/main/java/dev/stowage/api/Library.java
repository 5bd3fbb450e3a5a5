package dev.stowage.api;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import dev.stowage.spi.StowageException;
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
     * Stores edited fields.
     *
     * @param version the version that was edited
     * @throws StowageException with {@code illegal_state} when someone was faster, with {@code unknown_id} when there is no such asset
     */
    Asset edit(Sha256 id, long version, Draft draft) throws StowageException;
}
