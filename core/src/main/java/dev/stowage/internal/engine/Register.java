package dev.stowage.internal.engine;

import dev.stowage.internal.files.Staging;
import dev.stowage.model.Asset;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.List;

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
        Digests digests = download.computed().orElseThrow();
        Asset registered = registry.register(new Asset(
                digests.sha256().orElseThrow(),
                download.filePath().orElseThrow(),
                digests.totalBytes(),
                download.draft().orElseThrow(),
                List.of(download.file().orElseThrow()),
                download.verdict(),
                1,
                clock.instant()));
        staging.release(download);
        return download.registered(registered.id(), false);
    }
}
