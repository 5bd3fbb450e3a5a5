package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;

/** SYNCING → COMPLETED, when each wanted worker was tried once. What could not be brought is noted and never fails the download. */
final class Distribute implements Step {
    private final Wanted wanted;
    private final Deliveries deliveries;
    private final Runnable leftOver;

    /** @param leftOver told when something is left to catch up with */
    Distribute(Wanted wanted, Deliveries deliveries, Runnable leftOver) {
        this.wanted = wanted;
        this.deliveries = deliveries;
        this.leftOver = leftOver;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Sha256 asset = download.assetId().orElseThrow();
        try {
            List<Finding> notes = deliveries.deliver(asset, wanted.plan(asset), call).stream()
                    .flatMap(sync -> note(sync).stream())
                    .toList();
            return done(download, notes);
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException e) {
            return done(download, List.of(note(e.problem())));
        } catch (RuntimeException e) {
            return done(download, List.of(note(Problem.defect("bring " + download.label() + " to workers", e))));
        }
    }

    private Download done(Download download, List<Finding> notes) {
        if (!notes.isEmpty()) {
            leftOver.run();
        }
        return download.synced(notes);
    }

    private static Optional<Finding> note(Sync sync) {
        return sync.state().problem().map(Distribute::note);
    }

    private static Finding note(Problem problem) {
        return Finding.note(Codes.NOT_SYNCED, problem.message());
    }
}
