package dev.stowage.persistence;

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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Downloads in the database; a conditional update is the compare-and-set. */
final class SqlDownloads implements DownloadStore {
    private final Database database;
    private final DownloadQueries downloads;
    private final AuditQueries audit;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SqlDownloads(Database database) {
        this.database = database;
        this.downloads = new DownloadQueries(database);
        this.audit = new AuditQueries(database);
    }

    @Override
    public void create(Download download) throws StowageException {
        boolean created = database.write(handle -> {
            boolean inserted = downloads.insert(handle, download);
            if (inserted) {
                audit.add(handle, download.id(), Change.to(download, download.reason()));
            }
            return inserted;
        });
        if (!created) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CONFLICT,
                    Codes.ILLEGAL_STATE,
                    "store download " + download.id(),
                    "there is one of that id already",
                    ""));
        }
    }

    @Override
    public Optional<Download> find(DownloadId id) throws StowageException {
        Optional<DownloadRow> row = database.read(handle -> downloads.find(handle, id));
        return row.isEmpty() ? Optional.empty() : Optional.of(read(row.get()));
    }

    @Override
    public boolean save(Download next, String reason) throws StowageException {
        return database.write(handle -> {
            boolean updated = downloads.update(handle, next);
            if (updated) {
                audit.add(handle, next.id(), Change.to(next, reason));
            }
            return updated;
        });
    }

    @Override
    public List<Change> history(DownloadId id) throws StowageException {
        return database.read(handle -> audit.of(handle, id));
    }

    @Override
    public List<Download> due(Status status, Instant now, int limit) throws StowageException {
        List<Download> due = new ArrayList<>();
        for (int offset = 0; due.size() < limit; offset += limit) {
            DownloadQueries.Range range = new DownloadQueries.Range(limit, offset);
            List<DownloadRow> rows = database.read(handle -> downloads.due(handle, status, now, range));
            readable(rows).limit(limit - due.size()).forEach(due::add);
            if (rows.size() < limit) {
                break;
            }
        }
        return due;
    }

    @Override
    public Page<Download> list(DownloadQuery query) throws StowageException {
        Optional<Cursor> after = query.cursor().isPresent()
                ? Optional.of(Cursor.parse(query.cursor().get()))
                : Optional.empty();
        List<DownloadRow> rows = database.read(handle -> downloads.list(handle, query, after, query.limit() + 1));
        boolean more = rows.size() > query.limit();
        List<DownloadRow> page = more ? rows.subList(0, query.limit()) : rows;
        Optional<String> next =
                more ? Optional.of(page.get(page.size() - 1).cursor().toString()) : Optional.empty();
        return new Page<>(readable(page).toList(), next);
    }

    @Override
    public Map<Status, Long> counts(DownloadQuery query) throws StowageException {
        Map<String, Long> stored = database.read(handle -> downloads.counts(handle, query));
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            Optional.ofNullable(stored.get(status.wire())).ifPresent(count -> counts.put(status, count));
        }
        return counts;
    }

    /** One that cannot be read does not hide the others; asked for by its id, it says so. */
    private Stream<Download> readable(List<DownloadRow> rows) {
        return rows.stream().flatMap(row -> {
            try {
                return Stream.of(read(row));
            } catch (StowageException e) {
                tellOnce(row.id(), e.problem());
                return Stream.empty();
            }
        });
    }

    private void tellOnce(String id, Problem problem) {
        if (told.add(id)) {
            System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, problem.message());
        }
    }

    private static Download read(DownloadRow row) throws StowageException {
        try {
            return DownloadJson.read(row.state());
        } catch (UnreadableException e) {
            throw e.told(
                    "download " + row.id(), "Use the version of Stowage that stored it, or submit its address again.");
        }
    }
}
