package dev.stowage.app.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Progress;
import dev.stowage.api.StowageListener;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.app.json.ProblemJson;
import dev.stowage.app.json.SyncJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncState;
import dev.stowage.model.WorkerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is told, in order: written by the engine's listener thread, read by every client from where it is. A download that rests is out of
 * the progress before its change is in the log, so that nobody hears of a transfer that has ended.
 */
final class Feed implements StowageListener {
    private static final Set<Topic> DOWNLOADS = Set.of(Topic.DOWNLOADS);
    private static final Set<Topic> WORKERS = Set.of(Topic.WORKERS);
    private static final Set<Topic> ASSETS = Set.of(Topic.ASSETS);

    private final EventLog log;
    private final Transfers transfers = new Transfers();
    private final Runnable news;

    /** @param news called when there is something to send; returns at once */
    Feed(EventLog log, Runnable news) {
        this.log = log;
        this.news = news;
    }

    @Override
    public void submitted(Download download) {
        tell(download);
    }

    @Override
    public void changed(Download before, Download after) {
        tell(after);
        if (after.status() == Status.COMPLETED && before.status() != Status.COMPLETED) {
            after.assetId().ifPresent(asset -> {
                JsonNode data = JsonNodeFactory.instance
                        .objectNode()
                        .put("id", asset.hex())
                        .put("downloadId", after.id().text())
                        .put("path", after.filePath().map(Object::toString).orElse(null));
                add(ASSETS, "asset", data, Optional.of(after.updatedAt()));
            });
        }
    }

    /** How many bytes of a running copy have arrived is not worth an event each. */
    @Override
    public void synced(Sha256 asset, WorkerId worker, SyncState state) {
        if (state.phase() != SyncState.Phase.RUNNING || state.bytesDone() == 0) {
            add(WORKERS, "worker", SyncJson.of(new Sync(asset, worker, state)), Optional.empty());
        }
    }

    @Override
    public void noticed(Problem problem) {
        add(Topic.ALL, "notice", ProblemJson.of(problem), Optional.empty());
    }

    /** These were transferring when the feed began. */
    synchronized void begin(Iterable<DownloadId> running) {
        transfers.begin(running);
    }

    /** Looks how the transfers go; the only moment at which there can be new progress. */
    synchronized void tick(Function<DownloadId, Optional<Progress>> board) {
        transfers.tick(board);
    }

    /** Names the state after everything that was told. */
    synchronized EventId head() {
        return log.id();
    }

    /** Whether a client that has heard everything up to here can be told the rest. */
    synchronized boolean holds(long number) {
        return log.holds(number);
    }

    /** What comes next for a client; its position moves on. Only for a position that the log {@linkplain #holds holds}. */
    synchronized Optional<byte[]> next(Position position) {
        while (position.number < log.head()) {
            position.number++;
            Optional<byte[]> frame = log.frame(position.number, position.topics);
            if (frame.isPresent()) {
                return frame;
            }
        }
        if (position.tick == transfers.now() || !position.topics.contains(Topic.DOWNLOADS)) {
            return Optional.empty();
        }
        Optional<byte[]> progress = transfers.since(position.tick);
        position.tick = transfers.now();
        return progress;
    }

    private void tell(Download download) {
        JsonNode data = DownloadJson.of(download, Optional.empty());
        synchronized (this) {
            transfers.status(download.id(), download.status());
            add(DOWNLOADS, "download", data, Optional.of(download.updatedAt()));
        }
    }

    private void add(Set<Topic> topics, String event, JsonNode data, Optional<Instant> at) {
        synchronized (this) {
            log.add(topics, event, data, at);
        }
        news.run();
    }

    /** Where a client is. */
    static final class Position {
        private final Set<Topic> topics;
        private long number;
        private long tick;

        /**
         * Nothing heard of any transfer yet.
         *
         * @param number the last event that it has heard
         */
        Position(Set<Topic> topics, long number) {
            this.topics = topics;
            this.number = number;
        }

        long number() {
            return number;
        }

        Set<Topic> topics() {
            return topics;
        }

        /** It was told a state that includes everything up to this event. */
        void jump(long to) {
            number = to;
            tick = 0;
        }
    }
}
