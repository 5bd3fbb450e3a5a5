package dev.stowage.app;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Progress;
import dev.stowage.app.progress.Board;
import dev.stowage.app.progress.ProgressView;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Submits references and follows their downloads until they rest, or until nothing has moved for too long. */
final class Following {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Downloads downloads;
    private final Board board;
    private final ProgressView view;
    private final Duration patience;
    private final Interruption interruption;
    private final Instant began;
    private boolean served;

    /** @param board hears the same downloads, and is what the view shows */
    Following(Opened opened, Board board, ProgressView view, Surroundings surroundings) {
        this(opened.downloads(), board, view, surroundings);
        served = opened.server().isPresent();
    }

    /** The same for downloads that this process works on. */
    Following(Downloads downloads, Board board, ProgressView view, Surroundings surroundings) {
        this.downloads = downloads;
        this.board = board;
        this.view = view;
        patience = surroundings.time().patience();
        interruption = surroundings.interruption();
        began = surroundings.time().clock().instant();
    }

    /**
     * What became of each request, in their order, and behind it of the other files that it means; of two that mean the same download,
     * once.
     *
     * @throws InterruptedException when the process is about to end
     */
    List<Outcome> outcomes(List<DownloadRequest> requests) throws InterruptedException {
        List<Begun> begun = new ArrayList<>();
        Set<DownloadId> known = new HashSet<>();
        for (DownloadRequest request : requests) {
            Begun one = begin(request);
            if (one.download().map(Download::id).map(known::add).orElse(true)) {
                begun.add(one);
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Begun one : begun) {
            Companions others = new Companions(downloads, !one.alone());
            outcomes.add(one.download().isPresent() ? follow(one.download().get(), others) : one.outcome());
            for (Download other : others.found()) {
                if (known.add(other.id())) {
                    outcomes.add(follow(other, new Companions(downloads, false)));
                }
            }
        }
        return outcomes;
    }

    /** What a text refers to, unless it holds what must not be shown. */
    static Optional<Reference> shown(String pasted) {
        try {
            return Optional.of(Reference.parse(pasted).reference());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Begun begin(DownloadRequest request) {
        boolean alone = request.answers().files().size() == 1;
        try {
            Download download = downloads.submit(request);
            board.follow(download);
            return new Begun(Optional.of(download), new Outcome.Rested(download), alone);
        } catch (StowageException e) {
            return new Begun(Optional.empty(), new Outcome.Refused(shown(request.pasted()), e.problem()), alone);
        }
    }

    private Outcome follow(Download begun, Companions others) throws InterruptedException {
        try {
            while (true) {
                Download now = downloads.await(begun.id(), TICK);
                if (interruption.happened()) {
                    throw new InterruptedException();
                }
                board.update(now);
                others.with(now).stream().filter(other -> !wasFinished(other)).forEach(board::follow);
                board.followed().forEach(this::look);
                view.refresh();
                if (rests(now.status())) {
                    return new Outcome.Rested(now);
                }
                if (board.still().compareTo(patience) >= 0 && !waitsForItsTurn(now)) {
                    return served ? new Outcome.Served(now, Optional.empty()) : new Outcome.Left(parked(now));
                }
            }
        } catch (StowageException e) {
            return served
                    ? new Outcome.Served(begun, Optional.of(e.problem()))
                    : new Outcome.Refused(Optional.of(begun.reference()), e.problem());
        }
    }

    /** At a server others may come first, for as long as they take. */
    private boolean waitsForItsTurn(Download now) {
        return served && now.status() != Status.DOWNLOADING && now.retryAt().isEmpty();
    }

    /** Events are samples; the last bytes before a silence may not be in one. */
    private void look(DownloadId id) {
        downloads.progress(id).ifPresent(progress -> board.progressed(id, progress));
    }

    /** What has ended since was as quick as that, and is told like anything else. */
    private boolean wasFinished(Download other) {
        return Phase.FINISHED.contains(other.status()) && other.updatedAt().isBefore(began);
    }

    private static boolean rests(Status status) {
        return !status.carried() && status != Status.QUEUED;
    }

    /** What it will be once Stowage is closed. */
    private Download parked(Download download) {
        long received =
                board.progress(download.id()).map(Progress::receivedBytes).orElse(download.receivedBytes());
        return download.interrupted().toBuilder().receivedBytes(received).build();
    }

    /** Either a download or already its outcome, and whether one file of its reference is asked for. */
    private record Begun(Optional<Download> download, Outcome outcome, boolean alone) {}
}
