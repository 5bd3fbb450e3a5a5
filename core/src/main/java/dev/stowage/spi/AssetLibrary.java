package dev.stowage.spi;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Sha256;
import java.util.Optional;

/**
 * An {@link AssetRegistry} that can also be browsed and edited; what {@code Library} and its HTTP routes need.
 *
 * @since 0.1
 */
public interface AssetLibrary extends AssetRegistry {
    /** One page of matching assets, newest first, stable under inserts; a cursor outlives the entry it was made at. */
    Page<Asset> search(AssetQuery query) throws StowageException;

    /** Stores edited fields if the entry still has this version; empty when someone was faster or the entry is gone. */
    Optional<Asset> edit(Sha256 id, long version, Draft draft) throws StowageException;
}
