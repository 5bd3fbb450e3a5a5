package dev.stowage.internal.engine;

import dev.stowage.internal.files.Staging;
import dev.stowage.model.Asset;
import dev.stowage.model.Download;
import dev.stowage.model.Sha256;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;

/** REGISTERING → SYNCING, or COMPLETED when no worker lacks it. The registry knows the bytes before their part is cleared away. */
final class Register implements Step {
    private final DuplicateCheck duplicates;
    private final Staging staging;
    private final Wanted wanted;

    Register(DuplicateCheck duplicates, Staging staging, Wanted wanted) {
        this.duplicates = duplicates;
        this.staging = staging;
        this.wanted = wanted;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        wanted.note(sha256(download), download.answers().workers());
        Asset registered = wanted.registry()
                .register(Entry.of(download, path(download), wanted.clock().instant()));
        staging.release(download);
        return download.registered(
                registered.id(), !wanted.plan(registered.id()).isEmpty());
    }

    /** Of bytes that lie at two places, the entry stays with the first one, as long as they are there. */
    private Path path(Download download) throws StowageException {
        return duplicates
                .there(sha256(download))
                .map(Asset::path)
                .orElseGet(() -> download.filePath().orElseThrow());
    }

    private static Sha256 sha256(Download download) {
        return download.computed().flatMap(digests -> digests.sha256()).orElseThrow();
    }
}
