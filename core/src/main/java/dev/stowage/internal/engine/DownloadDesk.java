package dev.stowage.internal.engine;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Progress;
import dev.stowage.model.Answers;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.IllegalCommandException;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Page;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The queue as its users see it: a command is one compare-and-set, then a nudge. */
final class DownloadDesk implements Downloads {
    private final Line line;
    private final Ledger ledger;
    private final Intake intake;
    private final Placing placing;
    private final ProgressBoard board;
    private final Changes changes;

    DownloadDesk(Line line, Ledger ledger, Intake intake, Placing placing, ProgressBoard board, Changes changes) {
        this.line = line;
        this.ledger = ledger;
        this.intake = intake;
        this.placing = placing;
        this.board = board;
        this.changes = changes;
    }

    @Override
    public Preview preview(DownloadRequest request) throws StowageException {
        return intake.preview(request);
    }

    @Override
    public Download submit(DownloadRequest request) throws StowageException {
        try {
            return intake.submit(request);
        } finally {
            line.alarm().nudge(); // also after a failure: it may be stored, and only the answer was lost
        }
    }

    @Override
    public Optional<Download> find(DownloadId id) throws StowageException {
        return ledger.find(id);
    }

    @Override
    public Page<Download> list(DownloadQuery query) throws StowageException {
        return line.store().list(query);
    }

    @Override
    public Map<Status, Long> counts(DownloadQuery query) throws StowageException {
        return line.store().counts(query);
    }

    @Override
    public List<Change> history(DownloadId id) throws StowageException {
        return line.store().history(ledger.get(id).id());
    }

    @Override
    public Optional<Progress> progress(DownloadId id) {
        return board.progress(id);
    }

    @Override
    public Download pause(DownloadId id) throws StowageException {
        return change(id, Download::pause);
    }

    @Override
    public Download resume(DownloadId id) throws StowageException {
        return change(id, Download::resume);
    }

    @Override
    public Download cancel(DownloadId id) throws StowageException {
        return change(id, Download::cancel);
    }

    @Override
    public Download retry(DownloadId id) throws StowageException {
        return change(id, Download::retry);
    }

    @Override
    public Download decide(DownloadId id, Decision decision) throws StowageException {
        return change(id, download -> decided(download, decision));
    }

    @Override
    public Download review(DownloadId id, Draft draft, boolean approve) throws StowageException {
        Download edited = change(id, download -> download.edited(draft));
        if (!approve) {
            return edited;
        }
        PlacementDecision place = placing.after(edited, draft);
        return change(id, download -> download.approved(draft, place));
    }

    @Override
    public Download await(DownloadId id, Duration atMost) throws StowageException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = changes.count();
            Download download = ledger.get(id);
            long left = deadline - System.nanoTime();
            boolean moving = download.status().carried() || download.status() == Status.QUEUED;
            if (!moving || left <= 0 || changes.ended()) {
                return download;
            }
            changes.awaitAfter(seen, left);
        }
    }

    /** Read, change, save, then stop what is running: it reads again and finds the person's word. */
    private Download change(DownloadId id, UnaryOperator<Download> verb) throws StowageException {
        boolean[] changed = new boolean[1];
        boolean[] running = new boolean[1];
        try {
            Download after = ledger.change(id, before -> {
                Download next = verb.apply(before);
                changed[0] = !next.equals(before);
                running[0] = before.status().carried();
                return next;
            });
            if (changed[0] && running[0]) {
                stopAndLookAgain(id);
            } else if (changed[0]) {
                line.alarm().nudge(); // what has begun since, by this very command, is not to be stopped
            }
            return after;
        } catch (IllegalCommandException e) {
            throw new StowageException(e.problem(), e);
        } catch (StowageException e) {
            stopAndLookAgain(id); // it may be stored, and only the answer was lost
            throw e;
        }
    }

    private void stopAndLookAgain(DownloadId id) {
        line.calls().cancel(id);
        line.alarm().nudge();
    }

    private static Download decided(Download download, Decision decision) {
        boolean duplicate =
                download.need().filter(need -> need == Need.DUPLICATE).isPresent();
        List<Duplicate> existing = download.duplicates();
        if (duplicate && decision.onDuplicate() == OnDuplicate.SKIP && !existing.isEmpty()) {
            return download.skipped(existing.get(0));
        }
        Answers.Builder answers = download.answers().toBuilder();
        if (!decision.files().isEmpty()) {
            answers.files(decision.files());
        }
        if (decision.onDuplicate() != OnDuplicate.ASK) {
            answers.onDuplicate(decision.onDuplicate());
        }
        return download.answered(answers.build());
    }
}
