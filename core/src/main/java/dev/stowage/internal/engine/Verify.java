package dev.stowage.internal.engine;

import dev.stowage.internal.files.Part;
import dev.stowage.internal.files.Staging;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.Finding;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Verdict;
import dev.stowage.spi.Call;
import dev.stowage.spi.FileInspector;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** VERIFYING → PLACING, AWAITING_REVIEW, a question, or with the bytes in quarantine QUEUED once and then FAILED. */
final class Verify implements Step {
    private final Staging staging;
    private final Hashings hashings;
    private final FileInspector inspector;
    private final Placing placing;
    private final DuplicateCheck duplicates;

    Verify(Staging staging, Hashings hashings, FileInspector inspector, Placing placing, DuplicateCheck duplicates) {
        this.staging = staging;
        this.hashings = hashings;
        this.inspector = inspector;
        this.placing = placing;
        this.duplicates = duplicates;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Part part = staging.of(download);
        Digests computed = hashings.of(download, part.file(), call)
                .finish(download.totalBytes().orElseThrow());
        hashings.verified(download.id());
        Verdict verdict = Verdict.of(computed, download.published());
        if (verdict == Verdict.MISMATCH) {
            Path kept = staging.quarantine(download, computed);
            return download.mismatched(computed, Rejections.mismatch(download, computed, kept));
        }
        if (verdict == Verdict.PENDING) {
            throw new IllegalStateException("The HashVerifier did not compute what was asked for");
        }
        Inspection inspection = inspector.inspect(download.label(), part.bytes());
        if (verdict == Verdict.UNPUBLISHED && broken(inspection)) {
            Path kept = staging.quarantine(download, computed);
            return download.rejected(computed, Rejections.broken(download, inspection, kept));
        }
        Download looked = download.toBuilder()
                .duplicates(duplicates.after(download.id(), computed, call))
                .build();
        return accepted(looked, computed, verdict, inspection);
    }

    private Download accepted(Download download, Digests computed, Verdict verdict, Inspection inspection)
            throws StowageException {
        Draft draft = download.draft().orElseThrow().with(inspection.type(), inspection.baseFamily());
        PlacementDecision decision = placing.after(download, draft);
        List<Finding> news = new ArrayList<>(inspection.findings());
        news.addAll(decision.doubts());
        news.addAll(Doubt.about(draft, verdict, inspection));
        List<Finding> findings = new ArrayList<>(download.findings());
        findings.removeIf(old -> news.stream().anyMatch(found -> found.code().equals(old.code())));
        findings.addAll(news);
        return download.verified(computed, draft, decision, findings);
    }

    private static boolean broken(Inspection inspection) {
        return inspection.findings().stream().anyMatch(finding -> finding.code().equals(Codes.CONTAINER_BROKEN));
    }
}
