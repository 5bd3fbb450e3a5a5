package dev.stowage.internal.memory;

import dev.stowage.model.Change;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Downloads by id; one atomic map operation is the compare-and-set. */
final class InMemoryDownloads implements DownloadStore {
    private static final Comparator<Download> AGE =
            Comparator.comparing(Download::createdAt).thenComparing(d -> d.id().text());
    private static final Comparator<Download> PRIORITY =
            Comparator.comparing(Download::priority).reversed().thenComparing(AGE);

    private static final Pages<Download> PAGES =
            new Pages<>(Download::createdAt, download -> download.id().text());

    private final Map<DownloadId, Kept> downloads = new ConcurrentHashMap<>();

    /** A download and what became of it. */
    private record Kept(Download download, List<Change> history) {
        static Kept created(Download download) {
            return new Kept(download, List.of(Change.to(download, download.reason())));
        }

        Kept next(Download next, String reason) {
            return new Kept(
                    next,
                    Stream.concat(history.stream(), Stream.of(Change.to(next, reason)))
                            .toList());
        }
    }

    @Override
    public void create(Download download) throws StowageException {
        if (downloads.putIfAbsent(download.id(), Kept.created(download)) != null) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CONFLICT,
                    Codes.ILLEGAL_STATE,
                    "store download " + download.id(),
                    "there is one of that id already",
                    ""));
        }
    }

    @Override
    public Optional<Download> find(DownloadId id) {
        return Optional.ofNullable(downloads.get(id)).map(Kept::download);
    }

    @Override
    public boolean save(Download next, String reason) {
        boolean[] saved = new boolean[1];
        downloads.computeIfPresent(next.id(), (id, stored) -> {
            saved[0] = stored.download().version() == next.version() - 1;
            return saved[0] ? stored.next(next, reason) : stored;
        });
        return saved[0];
    }

    @Override
    public List<Change> history(DownloadId id) {
        return Optional.ofNullable(downloads.get(id)).map(Kept::history).orElse(List.of());
    }

    @Override
    public List<Download> due(Status status, Instant now, int limit) {
        return all().filter(d -> d.status() == status)
                .filter(d -> d.retryAt().map(at -> !at.isAfter(now)).orElse(true))
                .sorted(PRIORITY)
                .limit(limit)
                .toList();
    }

    @Override
    public Page<Download> list(DownloadQuery query) throws StowageException {
        return PAGES.page(all().filter(d -> matches(d, query)), query.limit(), query.cursor());
    }

    @Override
    public Map<Status, Long> counts(DownloadQuery query) {
        return all().filter(d -> matches(d, query))
                .collect(Collectors.groupingBy(Download::status, Collectors.counting()));
    }

    private Stream<Download> all() {
        return downloads.values().stream().map(Kept::download);
    }

    private static boolean matches(Download download, DownloadQuery query) {
        return (query.statuses().isEmpty() || query.statuses().contains(download.status()))
                && query.owner().map(download.owner()::equals).orElse(true)
                && query.reference().map(download.reference()::equals).orElse(true)
                && (query.group().isEmpty() || query.group().equals(download.group()))
                && query.changedSince()
                        .map(since -> !download.updatedAt().isBefore(since))
                        .orElse(true)
                && query.text().map(text -> contains(download, text)).orElse(true);
    }

    private static boolean contains(Download download, String text) {
        String all = download.label() + "\n" + download.reference() + "\n"
                + download.draft().map(draft -> draft.name()).orElse("");
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
