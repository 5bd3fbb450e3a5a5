package dev.stowage.api;

import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.Finding;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.SafePath;
import dev.stowage.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a reviewer looks at.
 *
 * @param id which download
 * @param version that of the download
 * @param draft what would be registered
 * @param target the place that a person asked for, if somebody did
 * @param placement where it would go now, by which rule, and why
 * @param findings why it is reviewed, and what else is worth knowing
 * @param computed digests of the bytes that are here
 * @param verdict what comparing them with the published ones says
 * @param previews what the source shows of the model
 * @since 0.1
 */
public record Review(
        DownloadId id,
        long version,
        Draft draft,
        Optional<SafePath> target,
        PlacementDecision placement,
        List<Finding> findings,
        Optional<Digests> computed,
        Verdict verdict,
        List<PreviewMedia> previews) {
    public Review {
        findings = List.copyOf(findings);
        previews = List.copyOf(previews);
    }

    /** The review of a download that would be placed there. */
    public static Review of(Download download, PlacementDecision placement) {
        return new Review(
                download.id(),
                download.version(),
                download.draft().orElseThrow(),
                download.answers().target(),
                placement,
                download.findings(),
                download.computed(),
                download.verdict(),
                download.model().map(model -> model.previews()).orElse(List.of()));
    }
}
