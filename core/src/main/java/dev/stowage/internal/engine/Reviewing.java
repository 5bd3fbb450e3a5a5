package dev.stowage.internal.engine;

import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.model.Answers;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.IllegalCommandException;
import dev.stowage.model.PlacementDecision;
import dev.stowage.spi.StowageException;
import java.util.function.Function;

/** A person looks, edits, approves or rejects: each is one change. */
final class Reviewing {
    private static final int LONGEST_REASON = 500;

    private final Ledger ledger;
    private final Steering steering;
    private final Placing placing;

    Reviewing(Ledger ledger, Steering steering, Placing placing) {
        this.ledger = ledger;
        this.steering = steering;
        this.placing = placing;
    }

    Review of(DownloadId id) throws StowageException {
        Download download = ledger.get(id);
        try {
            Command.REVIEW.check(download);
        } catch (IllegalCommandException e) {
            throw new StowageException(e.problem(), e);
        }
        ReviewEdit none = new ReviewEdit(
                download.draft().orElseThrow(), download.answers().target());
        return Review.of(download, placing.reviewed(download, none));
    }

    Download settle(DownloadId id, Function<Download, ReviewEdit> edit, boolean approve) throws StowageException {
        Ledger.Verb verb = before -> settled(before, edit, approve);
        return approve ? steering.goOn(id, verb) : steering.change(id, verb);
    }

    Download reject(DownloadId id, String reason) throws StowageException {
        String line = reason.strip().replaceAll("\\s+", " ");
        String told = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
        return steering.change(id, download -> download.declined(told));
    }

    private Download settled(Download before, Function<Download, ReviewEdit> edit, boolean approve)
            throws StowageException {
        Command.REVIEW.check(before);
        ReviewEdit wanted = edit.apply(before);
        Edits.check(before.draft().orElseThrow(), wanted.draft(), "download " + before.id());
        PlacementDecision place = placing.reviewed(before, wanted);
        Answers.Builder answers = before.answers().toBuilder().anywhere();
        wanted.target().ifPresent(asked -> answers.target(place.target()));
        return approve
                ? before.approved(wanted.draft(), answers.build(), place)
                : before.edited(wanted.draft(), answers.build(), place);
    }
}
