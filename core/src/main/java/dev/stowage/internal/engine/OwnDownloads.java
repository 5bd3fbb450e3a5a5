package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Only what somebody has asked this process for, kept in mind as it was last saved: the store is never asked for lists, however full it is.
 * Nobody else changes these meanwhile; a save that failed leaves open what is stored, and then it is read again.
 */
final class OwnDownloads implements Agenda {
    private static final Comparator<Download> ORDER = Comparator.comparing(Download::priority)
            .reversed()
            .thenComparing(Download::createdAt)
            .thenComparing(download -> download.id().text());

    private final DownloadStore store;
    private final Consumer<Download> learned;
    private final Set<DownloadId> wanted = new HashSet<>();
    private final Map<DownloadId, Optional<Download>> known = new HashMap<>();

    /** @param learned told of each one that was read from the store */
    OwnDownloads(DownloadStore store, Consumer<Download> learned) {
        this.store = store;
        this.learned = learned;
    }

    @Override
    public List<Download> due(Status status, Instant now, int limit) throws StowageException {
        for (DownloadId id : unread()) {
            read(id);
        }
        synchronized (this) {
            return known.values().stream()
                    .flatMap(Optional::stream)
                    .filter(download -> download.status() == status)
                    .filter(download ->
                            download.retryAt().map(at -> !at.isAfter(now)).orElse(true))
                    .sorted(ORDER)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void recall(Consumer<Download> waiting) {}

    @Override
    public void want(Download download) throws StowageException {
        DownloadId first = download.group().orElse(download.id());
        mark(Stream.of(download.id(), first));
        List<DownloadId> siblings = new ArrayList<>();
        for (int number = 2; store.find(Ids.sibling(first, number)).isPresent(); number++) {
            siblings.add(Ids.sibling(first, number));
        }
        mark(siblings.stream());
    }

    @Override
    public synchronized void saved(Download download) {
        boolean ours = wanted.contains(download.id())
                || download.group().filter(wanted::contains).isPresent();
        Optional<Download> before = known.getOrDefault(download.id(), Optional.empty());
        boolean newer = before.map(old -> old.version() < download.version()).orElse(true);
        if (ours && newer) {
            wanted.add(download.id());
            keep(download);
        }
    }

    @Override
    public synchronized void uncertain(DownloadId id) {
        if (wanted.contains(id)) {
            known.put(id, Optional.empty());
        }
    }

    private synchronized void mark(Stream<DownloadId> ids) {
        ids.forEach(id -> {
            wanted.add(id);
            known.putIfAbsent(id, Optional.empty());
        });
    }

    private synchronized List<DownloadId> unread() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void read(DownloadId id) throws StowageException {
        Optional<Download> found = store.find(id);
        synchronized (this) {
            if (known.getOrDefault(id, found).isPresent()) {
                return; // it was saved meanwhile
            }
            known.remove(id); // what does not exist yet is heard of when it is saved
            found.ifPresent(this::keep);
        }
        found.ifPresent(learned);
    }

    private synchronized void keep(Download download) {
        if (download.status().ended()) {
            known.remove(download.id());
        } else {
            known.put(download.id(), Optional.of(download));
        }
    }
}
