package dev.stowage.app.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Downloads;
import dev.stowage.app.json.CountsJson;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The state as the store has it: as a whole, or what has changed in it since a client was there last. Blocks for the store. */
final class Snapshots {
    private static final int MOST = 500;

    /** A change is stamped before it is saved and told; a busy store may take its time in between. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Downloads downloads;
    private final Clock clock;
    private final String boot;
    private final Shared shared;

    Snapshots(Downloads downloads, Clock clock, String boot, Shared shared) {
        this.downloads = downloads;
        this.clock = clock;
        this.boot = boot;
        this.shared = shared;
    }

    /** All there is of these topics. */
    Told whole(Set<Topic> topics) throws StowageException {
        boolean withDownloads = topics.contains(Topic.DOWNLOADS);
        return shared.get(withDownloads, number -> Optional.of(whole(number, withDownloads)))
                .orElseThrow();
    }

    /** What has changed since another boot of the server told this; empty when that is too much, or cannot be said. */
    Optional<Told> since(EventId heard) throws StowageException {
        Instant now = clock.instant();
        long seconds = heard.at().minus(MARGIN).getEpochSecond();
        Instant since = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, MARGIN.toSeconds()));
        return heard.at().isAfter(now) ? Optional.empty() : shared.get(since, number -> changed(number, since));
    }

    private Told whole(long number, boolean withDownloads) throws StowageException {
        EventId id = new EventId(boot, number, clock.instant());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (withDownloads) {
            ArrayNode items = json.putArray("downloads");
            Page<Download> page = downloads.list(DownloadQuery.ALL.limit(MOST));
            page.items().forEach(download -> items.add(json(download)));
            json.set("counts", CountsJson.of(downloads.counts(DownloadQuery.ALL)));
            json.put("nextCursor", page.nextCursor().orElse(null));
        }
        return new Told(number, Frame.of(Optional.of(id), "snapshot", json));
    }

    /** Only the last one has an id: who loses the connection before it asks for all of them again. */
    private Optional<Told> changed(long number, Instant since) throws StowageException {
        EventId id = new EventId(boot, number, clock.instant());
        Page<Download> page =
                downloads.list(DownloadQuery.ALL.changedSince(since).limit(MOST));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = page.items().size() - 1; i >= 0; i--) {
            Optional<EventId> last = i == 0 ? Optional.of(id) : Optional.empty();
            frames.writeBytes(Frame.of(last, "download", json(page.items().get(i))));
        }
        return page.nextCursor().isPresent() ? Optional.empty() : Optional.of(new Told(number, frames.toByteArray()));
    }

    private ObjectNode json(Download download) {
        return DownloadJson.of(
                download,
                download.status() == Status.DOWNLOADING
                        ? downloads.progress(download.id()).filter(Transfers::known)
                        : Optional.empty());
    }
}
