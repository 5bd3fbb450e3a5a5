package dev.stowage.app.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Downloads;
import dev.stowage.api.Progress;
import dev.stowage.app.json.CountsJson;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state as a whole, for clients that cannot be told what they missed. When many ask at once, as after a restart, they get the same one:
 * the feed tells what has happened since it was made.
 */
final class Snapshots {
    private static final int NEWEST = 500;
    private static final int EVENTS_BEHIND = 200;
    private static final int TICKS_BEHIND = 8;

    private final Downloads downloads;
    private final Feed feed;
    private final Clock clock;
    private final String boot;
    private @Nullable Snapshot latest;
    private int age;

    Snapshots(Downloads downloads, Feed feed, Clock clock, String boot) {
        this.downloads = downloads;
        this.feed = feed;
        this.clock = clock;
        this.boot = boot;
    }

    /**
     * A state.
     *
     * @param number the last event that it includes
     * @param frame as it is sent
     */
    record Snapshot(long number, byte[] frame) {}

    /** What there is of these topics, at most two seconds old. Blocks for the store. */
    Snapshot current(Set<Topic> topics) throws StowageException {
        return topics.contains(Topic.DOWNLOADS)
                ? current()
                : snapshot(new EventId(boot, feed.head().number(), clock.instant()), JsonNodeFactory.instance.objectNode());
    }

    /** A quarter of a second has passed; nobody wants an old one. */
    synchronized void tick() {
        if (++age > TICKS_BEHIND) {
            latest = null;
        }
    }

    private synchronized Snapshot current() throws StowageException {
        Snapshot known = latest;
        if (known != null && feed.head().number() - known.number() <= EVENTS_BEHIND) {
            return known;
        }
        EventId before = new EventId(boot, feed.head().number(), clock.instant());
        Snapshot read = snapshot(before, read());
        latest = read;
        age = 0;
        return read;
    }

    private ObjectNode read() throws StowageException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("downloads");
        Page<Download> page = downloads.list(DownloadQuery.ALL.limit(NEWEST));
        page.items().forEach(download -> items.add(DownloadJson.of(download, progress(download))));
        json.set("counts", CountsJson.of(downloads.counts(DownloadQuery.ALL)));
        return json.put("nextCursor", page.nextCursor().orElse(null));
    }

    private Optional<Progress> progress(Download download) {
        return download.status() == Status.DOWNLOADING
                ? downloads.progress(download.id()).filter(Transfers::known)
                : Optional.empty();
    }

    private static Snapshot snapshot(EventId id, ObjectNode json) {
        return new Snapshot(id.number(), Frame.of(Optional.of(id), "snapshot", json));
    }
}
