package dev.stowage.internal.engine;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Progress;
import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.model.Answers;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue as its users see it: a command is one compare-and-set, then a nudge. */
final class DownloadDesk implements Downloads {
    private final Line line;
    private final Ledger ledger;
    private final Steering steering;
    private final Intake intake;
    private final Previewing previewing;
    private final Decided decided;
    private final Reviewing reviewing;
    private final Rereading rereading;
    private final ProgressBoard board;
    private final Changes changes;

    DownloadDesk(Line line, Ledger ledger, Desks desks, ProgressBoard board, Changes changes) {
        this.line = line;
        this.ledger = ledger;
        this.steering = new Steering(line, ledger);
        this.intake = desks.intake();
        this.previewing = desks.previewing();
        this.decided = desks.decided();
        this.reviewing = new Reviewing(ledger, steering, desks.placing());
        this.rereading = desks.rereading();
        this.board = board;
        this.changes = changes;
    }

    /**
     * Who does what takes more than a change of status.
     *
     * @param intake takes new ones
     * @param previewing tells what they would be
     * @param decided what becomes of questions
     * @param placing where files go
     * @param rereading looks at placed files again
     */
    record Desks(Intake intake, Previewing previewing, Decided decided, Placing placing, Rereading rereading) {}

    @Override
    public Preview preview(DownloadRequest request) throws StowageException {
        return previewing.of(request);
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
        return steering.change(id, Download::pause);
    }

    @Override
    public Download resume(DownloadId id) throws StowageException {
        return steering.goOn(id, Download::resume);
    }

    @Override
    public Download cancel(DownloadId id) throws StowageException {
        return steering.change(id, Download::cancel);
    }

    @Override
    public Download retry(DownloadId id) throws StowageException {
        return steering.goOn(id, Download::retry);
    }

    @Override
    public Download prioritise(DownloadId id, int priority) throws StowageException {
        return steering.changeQuietly(id, download -> download.prioritised(priority));
    }

    @Override
    public Download decide(DownloadId id, Decision decision) throws StowageException {
        Decided.checkPossible(decision.onDuplicate());
        return steering.goOn(id, download -> decided.with(download, answers(download, decision)));
    }

    @Override
    public Review reviewOf(DownloadId id) throws StowageException {
        return reviewing.of(id);
    }

    @Override
    public Download review(DownloadId id, Draft draft, boolean approve) throws StowageException {
        return reviewing.settle(
                id, before -> new ReviewEdit(draft, before.answers().target()), approve);
    }

    @Override
    public Download review(DownloadId id, ReviewEdit edit, boolean approve) throws StowageException {
        return reviewing.settle(id, before -> edit, approve);
    }

    @Override
    public Download reject(DownloadId id, String reason) throws StowageException {
        return reviewing.reject(id, reason);
    }

    @Override
    public Download verify(DownloadId id) throws StowageException, InterruptedException {
        return rereading.of(id);
    }

    @Override
    public Download await(DownloadId id, Duration atMost) throws StowageException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = changes.count();
            boolean over = changes.ended(); // before reading: what closing stores comes before the end
            Download download = ledger.get(id);
            long left = deadline - System.nanoTime();
            boolean moving = download.status().carried() || download.status() == Status.QUEUED;
            if (!moving || left <= 0 || over) {
                return download;
            }
            changes.awaitAfter(seen, left);
        }
    }

    private static Answers answers(Download download, Decision decision) {
        return download.answers()
                .with(Answers.builder()
                        .files(decision.files())
                        .onDuplicate(decision.onDuplicate())
                        .build());
    }
}
