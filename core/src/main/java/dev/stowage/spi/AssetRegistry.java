package dev.stowage.spi;

import dev.stowage.model.Asset;
import dev.stowage.model.FileKey;
import dev.stowage.model.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * Port 5. The registry that assets are entered in: Stowage's own, or the host's. Small on purpose; see {@link AssetLibrary} for the rest.
 *
 * @since 0.1
 */
public interface AssetRegistry {
    /** The asset with exactly these bytes, if it is known. */
    Optional<Asset> find(Sha256 id) throws StowageException;

    /** Assets that were fetched from this file of a source, newest first. */
    List<Asset> findBySource(FileKey file) throws StowageException;

    /**
     * Enters an asset; the same bytes at the same path twice is one entry whose origins are united, and the stored entry is returned. The
     * same bytes at another path move the entry there. Edits made meanwhile stay.
     */
    Asset register(Asset asset) throws StowageException;

    /** Forgets the entry, never the file; unknown ids are ignored. */
    void forget(Sha256 id) throws StowageException;
}
