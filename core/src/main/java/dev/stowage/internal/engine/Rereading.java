package dev.stowage.internal.engine;

import dev.stowage.api.Verification;
import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Asset;
import dev.stowage.model.Check;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.IllegalCommandException;
import dev.stowage.model.ModelType;
import dev.stowage.model.Recheck;
import dev.stowage.model.Sha256;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads what a download has placed again, and leaves its mark on the download and, where it is the asset's file, on the asset. */
final class Rereading {
    private final Ledger ledger;
    private final Ownership ownership;
    private final Reverification reverification;
    private final AssetRegistry registry;
    private final Clock clock;

    Rereading(Line line, Ledger ledger, Reverification reverification, AssetRegistry registry) {
        this.ledger = ledger;
        this.ownership = line.ownership();
        this.reverification = reverification;
        this.registry = registry;
        this.clock = line.clock();
    }

    Download of(DownloadId id) throws StowageException, InterruptedException {
        Download download = ledger.get(id);
        try {
            Command.VERIFY.check(download);
            ownership.take();
            Path path = download.filePath().orElseThrow();
            Verification seen = reverification.of(path, List.of(expected(download, path)));
            Optional<Check.Condition> condition = LibraryDesk.condition(seen.state());
            if (condition.isEmpty()) {
                throw new StowageException(seen.problem().orElseThrow());
            }
            Check check = new Check(condition.get(), clock.instant());
            mark(download.assetId().orElseThrow(), path, check);
            Recheck recheck = new Recheck(check, seen.computed(), seen.problem());
            return ledger.change(id, now -> now.reread(recheck));
        } catch (IllegalCommandException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    /** What the download has registered, also where the registry has forgotten it or knows it at another place. */
    private static Asset expected(Download download, Path path) {
        Draft card = download.draft().orElseGet(() -> unnamed(download));
        return Asset.builder(download.assetId().orElseThrow(), path, card, download.updatedAt())
                .build();
    }

    private void mark(Sha256 id, Path path, Check check) throws StowageException {
        boolean there =
                registry.find(id).filter(asset -> asset.path().equals(path)).isPresent();
        if (there && registry instanceof AssetLibrary library) {
            library.recordCheck(id, check);
        }
    }

    private static Draft unnamed(Download download) {
        return new Draft(
                download.label(),
                ModelType.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
