package dev.stowage.internal.engine;

import dev.stowage.internal.files.Staging;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Asset;
import dev.stowage.model.Download;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Duplicate.MatchedBy;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.util.Optional;

/** Takes what is there already: the registry learns that equal bytes come from here too and where they are wanted, and those that came in vain go. */
final class Reuse {
    private final DuplicateCheck check;
    private final Wanted wanted;
    private final Staging staging;

    Reuse(DuplicateCheck check, Wanted wanted, Staging staging) {
        this.check = check;
        this.wanted = wanted;
        this.staging = staging;
    }

    DuplicateCheck check() {
        return check;
    }

    /** What has to be done before a download is saved as completed that way; anything else passes. Safe to do again. */
    Download settled(Download next) throws StowageException {
        if (next.status() != Status.COMPLETED) {
            return next;
        }
        Duplicate taken = next.duplicates().get(0);
        if (taken.matchedBy() != MatchedBy.SOURCE) { // where only the source is the same, the bytes may differ
            tell(next, taken);
        }
        if (next.receivedBytes() > 0) {
            staging.release(next);
        }
        return next;
    }

    /** Whether what was asked about is there still. */
    boolean possible(Download asking) throws StowageException {
        return !asking.duplicates().isEmpty()
                && check.there(asking.duplicates().get(0).asset())
                        .filter(asset ->
                                asset.path().equals(asking.duplicates().get(0).path()))
                        .isPresent();
    }

    private void tell(Download download, Duplicate taken) throws StowageException {
        try {
            Optional<Asset> known = check.there(taken.asset());
            if (known.isPresent()) {
                wanted.note(taken.asset(), download.answers().workers());
                wanted.registry()
                        .register(Entry.again(
                                known.get(), download, wanted.clock().instant()));
                wanted.plan(taken.asset());
            }
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }
}
