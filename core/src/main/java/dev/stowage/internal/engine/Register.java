package dev.stowage.internal.engine;

import dev.stowage.internal.files.Staging;
import dev.stowage.model.Asset;
import dev.stowage.model.Download;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;

/** REGISTERING → COMPLETED. The registry knows the bytes before their part is cleared away. */
final class Register implements Step {
    private final AssetRegistry registry;
    private final DuplicateCheck duplicates;
    private final Staging staging;
    private final Clock clock;

    Register(AssetRegistry registry, DuplicateCheck duplicates, Staging staging, Clock clock) {
        this.registry = registry;
        this.duplicates = duplicates;
        this.staging = staging;
        this.clock = clock;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Asset registered = registry.register(Entry.of(download, path(download), clock.instant()));
        staging.release(download);
        return download.registered(registered.id(), false);
    }

    /** Of bytes that lie at two places, the entry stays with the first one, as long as they are there. */
    private Path path(Download download) throws StowageException {
        return duplicates
                .there(download.computed().flatMap(digests -> digests.sha256()).orElseThrow())
                .map(Asset::path)
                .orElseGet(() -> download.filePath().orElseThrow());
    }
}
