package dev.stowage.internal.engine;

import dev.stowage.internal.files.OnDisk;
import dev.stowage.internal.files.Part;
import dev.stowage.internal.files.Publisher;
import dev.stowage.internal.files.Staging;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.HashVerifier.Hashing;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;

/** PLACING → REGISTERING, or AWAITING_REVIEW when the name belongs to other bytes. */
final class Place implements Step {
    private static final int MOST_SUFFIXES = 100;

    private final Staging staging;
    private final Publisher publisher;
    private final HashVerifier verifier;
    private final Hashings hashings;

    Place(Staging staging, Publisher publisher, HashVerifier verifier, Hashings hashings) {
        this.staging = staging;
        this.publisher = publisher;
        this.verifier = verifier;
        this.hashings = hashings;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Part part = staging.of(download);
        PlacementDecision decided = download.placement().orElseThrow();
        Publisher.SameBytes same = file -> same(file, download.computed().orElseThrow(), call);
        if (part.exists() && !hashings.fresh(download.id()) && !same.holds(part.file())) {
            throw altered(download);
        }
        boolean second = part.exists() && wantsSecond(download);
        int tries = download.answers().onDuplicate() == OnDuplicate.DOWNLOAD ? MOST_SUFFIXES : 1;
        for (int i = 1; i <= tries; i++) {
            PlacementDecision place =
                    i == 1 ? decided : decided.named(decided.target().fileName().withSuffix(i));
            Publisher.SameBytes ours = file -> !(second && file.equals(place.path())) && same.holds(file);
            if (!isDuplicate(download, place) && publisher.publish(part, place, ours)) {
                return download.placed(place.path());
            }
        }
        return download.doubted(Finding.doubt(
                Codes.TARGET_EXISTS,
                "A different file is already at " + decided.path() + "; give this one another name."));
    }

    /** Where a second file of bytes that are there is wanted, a file with the same bytes is not ours only because of them. */
    private static boolean wantsSecond(Download download) {
        return download.answers().onDuplicate() == OnDuplicate.DOWNLOAD
                && !download.duplicates().isEmpty();
    }

    private static boolean isDuplicate(Download download, PlacementDecision place) {
        return wantsSecond(download)
                && download.duplicates().stream().anyMatch(there -> there.path().equals(place.path()));
    }

    /** Between a review, or a crash, and now anything can have happened to them. */
    private static StowageException altered(Download download) {
        return new StowageException(Problem.of(
                Problem.Kind.STORAGE,
                Codes.PART_ALTERED,
                "place " + download.label(),
                "its bytes are not those that were verified any more",
                "Retry to fetch it again."));
    }

    private boolean same(Path file, Digests accepted, Call call) throws StowageException {
        if (new OnDisk(file).size().orElse(-1) != accepted.totalBytes()) {
            return false;
        }
        try (Hashing hashing = verifier.open(file, accepted.hex().keySet(), call)) {
            return hashing.finish(accepted.totalBytes()).equals(accepted);
        }
    }
}
