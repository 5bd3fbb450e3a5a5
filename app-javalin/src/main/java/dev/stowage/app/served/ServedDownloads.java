package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Progress;
import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.api.StowageListener;
import dev.stowage.app.json.DownloadRequestJson;
import dev.stowage.model.Change;
import dev.stowage.model.Codes;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The downloads that a running server works on: commands go to it, everything is read where it is kept. For one thread. */
public final class ServedDownloads implements Downloads {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final StowageListener NOBODY = new StowageListener() {};

    private final Server server;
    private final Downloads kept;
    private final LiveProgress progress;
    private final Map<DownloadId, Download> told = new HashMap<>();
    private StowageListener listener = NOBODY;

    ServedDownloads(Server server, Downloads kept) {
        this.server = server;
        this.kept = kept;
        progress = new LiveProgress(server);
    }

    /** Hears what has changed of a download whenever its progress is asked for. */
    public Subscription listen(StowageListener hearing) {
        listener = hearing;
        return () -> listener = NOBODY;
    }

    /** Asks for the progress of everything that runs; without it {@link #progress} tells what was heard before. */
    public void look() throws StowageException {
        progress.refresh();
    }

    /** What its sources say counts, with its tokens and at its addresses, not what this process would be told. */
    @Override
    public Preview preview(DownloadRequest request) throws StowageException {
        JsonNode told = server.patiently().post("resolutions", DownloadRequestJson.of(request));
        try {
            return new Resolved(told, server.file().url()).preview();
        } catch (IllegalArgumentException e) {
            throw new StowageException(
                    Told.strange(server.phrase(), "its answer is no resolution: " + e.getMessage()), e);
        }
    }

    @Override
    public Download submit(DownloadRequest request) throws StowageException {
        return answered(server.post("downloads", DownloadRequestJson.of(request)));
    }

    @Override
    public Optional<Download> find(DownloadId id) throws StowageException {
        return kept.find(id);
    }

    @Override
    public Page<Download> list(DownloadQuery query) throws StowageException {
        return kept.list(query);
    }

    @Override
    public Map<Status, Long> counts(DownloadQuery query) throws StowageException {
        return kept.counts(query);
    }

    @Override
    public List<Change> history(DownloadId id) throws StowageException {
        return kept.history(id);
    }

    @Override
    public Optional<Progress> progress(DownloadId id) {
        hear(id);
        return progress.of(id);
    }

    @Override
    public Download pause(DownloadId id) throws StowageException {
        return command(id, Command.PAUSE.wire());
    }

    @Override
    public Download resume(DownloadId id) throws StowageException {
        return command(id, Command.RESUME.wire());
    }

    @Override
    public Download cancel(DownloadId id) throws StowageException {
        return command(id, Command.CANCEL.wire());
    }

    @Override
    public Download retry(DownloadId id) throws StowageException {
        return command(id, Command.RETRY.wire());
    }

    @Override
    public Download prioritise(DownloadId id, int priority) throws StowageException {
        ObjectNode body = DownloadRequestJson.object().put("priority", priority);
        return answered(server.post(path(id, "priority"), body));
    }

    @Override
    public Download decide(DownloadId id, Decision decision) throws StowageException {
        ObjectNode body = DownloadRequestJson.object();
        if (decision.onDuplicate() != OnDuplicate.ASK) {
            body.put("action", decision.onDuplicate().wire());
        }
        decision.files().forEach(body.withArray("fileIds")::add);
        return answered(server.post(path(id, "decision"), body));
    }

    /** No command asks for it. */
    @Override
    public Download review(DownloadId id, Draft draft, boolean approve) throws StowageException {
        return kept.review(id, draft, approve);
    }

    /** No command asks for it. */
    @Override
    public Review reviewOf(DownloadId id) throws StowageException {
        return kept.reviewOf(id);
    }

    /** No command asks for it. */
    @Override
    public Download review(DownloadId id, ReviewEdit edit, boolean approve) throws StowageException {
        return kept.review(id, edit, approve);
    }

    /** No command asks for it. */
    @Override
    public Download reject(DownloadId id, String reason) throws StowageException {
        return kept.reject(id, reason);
    }

    @Override
    public Download verify(DownloadId id) throws StowageException {
        return command(id, Command.VERIFY.wire());
    }

    @Override
    public Download await(DownloadId id, Duration atMost) throws StowageException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<StowageException> lost = lost();
            Download download = existing(id);
            boolean moving = download.status().carried() || download.status() == Status.QUEUED;
            if (moving && lost.isPresent()) {
                throw lost.get();
            }
            long left = deadline - System.nanoTime();
            if (!moving || left <= 0) {
                return download;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
        }
    }

    /** Nobody works on it any more when the server is gone; what has come to rest before that is told nevertheless. */
    private Optional<StowageException> lost() {
        try {
            progress.refresh();
            return Optional.empty();
        } catch (StowageException e) {
            return Optional.of(e);
        }
    }

    private void hear(DownloadId id) {
        try {
            Optional<Download> now = listener == NOBODY ? Optional.empty() : kept.find(id);
            now.ifPresent(download -> {
                Download before = told.put(id, download);
                if (before == null || before.version() < download.version()) {
                    listener.changed(before == null ? download : before, download);
                }
            });
        } catch (StowageException e) {
            told.remove(id); // whoever waits for it is told
        }
    }

    private Download command(DownloadId id, String word) throws StowageException {
        return answered(server.post(path(id, word)));
    }

    private static String path(DownloadId id, String word) {
        return "downloads/" + id.text() + "/" + word;
    }

    /** As it is kept, in the status that the command has led to: the server may be further by now. */
    private Download answered(JsonNode json) throws StowageException {
        Download download = existing(new DownloadId(json.path("id").asText()));
        Optional<Status> answered = Arrays.stream(Status.values())
                .filter(status -> status.wire().equals(json.path("status").asText()))
                .findFirst();
        boolean further = download.version() > json.path("version").asLong();
        return further && answered.isPresent()
                ? download.toBuilder().status(answered.get()).build()
                : download;
    }

    private Download existing(DownloadId id) throws StowageException {
        return kept.find(id)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.NOT_FOUND,
                        Codes.UNKNOWN_ID,
                        "find download " + id,
                        "it is not in the database that " + server.phrase() + " is thought to use",
                        "Give this command the same --database-url as the server.")));
    }
}
