package dev.stowage.internal.engine;

import dev.stowage.internal.files.OnDisk;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Answers;
import dev.stowage.model.Asset;
import dev.stowage.model.Check.Condition;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Duplicate.MatchedBy;
import dev.stowage.model.FileKey;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file duplicates: by the digest that is expected and by where it comes from, before the download; by the computed digest after it.
 *
 * <p>No file is read for it. An entry whose file is gone, has another size or is known to be damaged is no duplicate.
 */
final class DuplicateCheck {
    private final AssetRegistry registry;
    private final Twins twins = new Twins();

    DuplicateCheck(AssetRegistry registry) {
        this.registry = registry;
    }

    /** What is there of a file that has not been fetched. */
    List<Duplicate> before(RemoteFile file, Answers answers) throws StowageException {
        return before(file.key(), file.sizeBytes(), file.expected(answers));
    }

    /** The same for what is about to be fetched: it may have come meanwhile. */
    List<Duplicate> before(Download resolved) throws StowageException {
        return before(resolved.file().orElseThrow(), resolved.totalBytes(), resolved.published());
    }

    private List<Duplicate> before(FileKey file, OptionalLong size, Map<HashAlgorithm, String> expected)
            throws StowageException {
        if (expected.containsKey(HashAlgorithm.SHA256)) {
            return there(new Sha256(expected.get(HashAlgorithm.SHA256)))
                    .map(asset -> duplicate(asset, MatchedBy.PUBLISHED_HASH))
                    .stream()
                    .toList();
        }
        return fetchedFrom(file).stream()
                .filter(asset -> size.orElse(asset.totalBytes()) == asset.totalBytes())
                .filter(DuplicateCheck::lies)
                .map(asset -> duplicate(asset, MatchedBy.SOURCE))
                .toList();
    }

    /** What is there of bytes that have come. Waits while another download of the same bytes is about to be registered. */
    List<Duplicate> after(DownloadId id, Digests computed, Call call) throws StowageException {
        twins.take(computed.sha256().orElseThrow(), id, call);
        return there(computed.sha256().orElseThrow()).map(asset -> duplicate(asset, MatchedBy.COMPUTED_HASH)).stream()
                .toList();
    }

    /** Nobody works on that download any more. */
    void rested(DownloadId id) {
        twins.letGo(id);
    }

    /** The entry of these bytes, if they lie where it says. */
    Optional<Asset> there(Sha256 bytes) throws StowageException {
        try {
            return registry.find(bytes).filter(DuplicateCheck::lies);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    private List<Asset> fetchedFrom(FileKey file) throws StowageException {
        try {
            return registry.findBySource(file);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    private static boolean lies(Asset asset) {
        boolean damaged = asset.check()
                .filter(check -> check.condition() == Condition.DAMAGED)
                .isPresent();
        return !damaged && new OnDisk(asset.path()).isFileOf(asset.totalBytes());
    }

    private static Duplicate duplicate(Asset asset, MatchedBy how) {
        return new Duplicate(asset.id(), asset.card().name(), asset.path(), how);
    }
}
