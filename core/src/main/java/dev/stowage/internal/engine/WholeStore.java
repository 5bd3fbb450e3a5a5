package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Need;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All downloads: the store itself knows which are due. */
record WholeStore(DownloadStore store) implements Agenda {
    private static final DownloadQuery UNFINISHED = DownloadQuery.ALL
            .in(EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.FAILED, Status.CANCELLED)))
            .limit(500);

    @Override
    public List<Download> due(Status status, Instant now, int limit) throws StowageException {
        return store.due(status, now, limit);
    }

    @Override
    public void recall(Consumer<Download> waiting) throws StowageException {
        for (Optional<String> cursor = Optional.of(""); cursor.isPresent(); ) {
            Page<Download> page = store.list(cursor.get().isEmpty() ? UNFINISHED : UNFINISHED.after(cursor.get()));
            page.items().stream().filter(WholeStore::waits).forEach(waiting);
            cursor = page.nextCursor();
        }
    }

    private static boolean waits(Download download) {
        return download.retryAt().isPresent()
                || download.need().filter(need -> need == Need.ADD_TOKEN).isPresent();
    }

    @Override
    public void want(Download download) {}

    @Override
    public void saved(Download download) {}

    @Override
    public void uncertain(DownloadId id) {}
}
