package dev.stowage.internal.engine;

import dev.stowage.internal.files.Staging;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.ModelInfo;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** REGISTERING → COMPLETED. The registry knows the bytes before their part is cleared away. */
final class Register implements Step {
    private final AssetRegistry registry;
    private final Staging staging;
    private final Clock clock;

    Register(AssetRegistry registry, Staging staging, Clock clock) {
        this.registry = registry;
        this.staging = staging;
        this.clock = clock;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Asset registered = registry.register(entry(download, clock.instant()));
        staging.release(download);
        return download.registered(registered.id(), false);
    }

    private static Asset entry(Download download, Instant now) {
        Digests digests = download.computed().orElseThrow();
        Path path = download.filePath().orElseThrow();
        AssetOrigin origin = new AssetOrigin(
                download.file().orElseThrow(), download.model(), Optional.of(download.reference()), now);
        return Asset.builder(
                        digests.sha256().orElseThrow(), path, download.draft().orElseThrow(), now)
                .totalBytes(digests.totalBytes())
                .verdict(download.verdict())
                .origins(List.of(origin))
                .previews(download.model().map(ModelInfo::previews).orElse(List.of()))
                .build();
    }
}
