package dev.stowage.app;

import dev.stowage.api.Decision;
import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.api.Preview;
import dev.stowage.api.Progress;
import dev.stowage.api.Review;
import dev.stowage.api.ReviewEdit;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Downloads that can be read, in the order in which they are given. */
final class KeptDownloads implements Downloads {
    private final List<Download> kept;
    private int pages;

    KeptDownloads(List<Download> kept) {
        this.kept = kept;
    }

    /** How many pages were asked for. */
    int pages() {
        return pages;
    }

    @Override
    public Optional<Download> find(DownloadId id) {
        return kept.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public Page<Download> list(DownloadQuery query) {
        pages++;
        int from = query.cursor().map(Integer::parseInt).orElse(0);
        List<Download> rest =
                kept.stream().filter(one -> matches(one, query)).skip(from).toList();
        boolean more = rest.size() > query.limit();
        return new Page<>(
                rest.stream().limit(query.limit()).toList(),
                more ? Optional.of(Integer.toString(from + query.limit())) : Optional.empty());
    }

    private static boolean matches(Download one, DownloadQuery query) {
        return (query.statuses().isEmpty() || query.statuses().contains(one.status()))
                && query.reference().map(one.reference()::equals).orElse(true)
                && query.text().map(text -> one.label().contains(text)).orElse(true);
    }

    @Override
    public Map<Status, Long> counts(DownloadQuery query) {
        return kept.stream().collect(Collectors.groupingBy(Download::status, Collectors.counting()));
    }

    @Override
    public Preview preview(DownloadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download submit(DownloadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Change> history(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Progress> progress(DownloadId id) {
        return Optional.empty();
    }

    @Override
    public Download pause(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download resume(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download cancel(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download retry(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download prioritise(DownloadId id, int priority) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download decide(DownloadId id, Decision decision) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download review(DownloadId id, Draft draft, boolean approve) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Review reviewOf(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download review(DownloadId id, ReviewEdit edit, boolean approve) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download reject(DownloadId id, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download verify(DownloadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download await(DownloadId id, Duration atMost) {
        throw new UnsupportedOperationException();
    }
}
