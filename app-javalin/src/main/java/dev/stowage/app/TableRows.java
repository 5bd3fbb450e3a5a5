package dev.stowage.app;

import dev.stowage.app.listing.DownloadTable;
import dev.stowage.app.listing.Live;
import dev.stowage.app.progress.Screen;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table for a person, and a sentence about what it does not show. */
final class TableRows implements Rows {
    private final Paper paper;
    private final Screen screen;
    private final Clock clock;
    private final boolean quiet;
    private final Live live;
    private @Nullable DownloadTable table;
    private long shown;

    /** @param live how transfers go */
    TableRows(RootCommand root, Screen screen, Live live) {
        this.paper = root.paper();
        this.screen = screen;
        this.clock = root.clock();
        this.quiet = root.options().quiet();
        this.live = live;
    }

    @Override
    public void add(List<Download> page) {
        if (table == null) {
            table = new DownloadTable(screen, clock, page);
            paper.line(table.header());
        }
        table.lines(page, live).forEach(paper::line);
        shown += page.size();
    }

    @Override
    public void end(Map<Status, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (quiet) {
            return;
        }
        if (all == 0) {
            paper.tell("There is no such download. To begin one, run: stowage get URL");
        } else if (shown == 0) {
            paper.tell("None of the " + all + " downloads is in that status.");
        }
    }
}
