package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All pages of a list, one in memory at a time. */
final class Pages {
    private static final int SIZE = 500;

    private Pages() {}

    /**
     * Hands over page after page, newest first; none when nothing matches.
     *
     * @param more is given each page and says whether the next is wanted
     */
    static void of(Downloads downloads, DownloadQuery query, Predicate<List<Download>> more) throws StowageException {
        DownloadQuery next = query.limit(SIZE);
        while (true) {
            Page<Download> page = downloads.list(next);
            boolean wanted = page.items().isEmpty() || more.test(page.items());
            Optional<String> cursor = page.nextCursor();
            if (!wanted || cursor.isEmpty()) {
                return;
            }
            next = next.after(cursor.get());
        }
    }
}
