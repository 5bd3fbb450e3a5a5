package dev.stowage.internal.engine;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.PreviewMedia;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the registry is told of a download. */
final class Entry {
    private Entry() {}

    /** Its bytes, which lie there. */
    static Asset of(Download download, Path path, Instant now) {
        Digests digests = download.computed().orElseThrow();
        return Asset.builder(
                        digests.sha256().orElseThrow(), path, download.draft().orElseThrow(), now)
                .totalBytes(digests.totalBytes())
                .verdict(download.verdict())
                .origins(origins(download, now))
                .previews(previews(download))
                .build();
    }

    /** An entry that it adds nothing to but where its bytes come from too. */
    static Asset again(Asset known, Download download, Instant now) {
        return known.toBuilder()
                .origins(origins(download, now))
                .previews(previews(download))
                .build();
    }

    private static List<AssetOrigin> origins(Download download, Instant now) {
        return List.of(new AssetOrigin(
                download.file().orElseThrow(), download.model(), Optional.of(download.reference()), now));
    }

    private static List<PreviewMedia> previews(Download download) {
        return download.model().map(ModelInfo::previews).orElse(List.of());
    }
}
