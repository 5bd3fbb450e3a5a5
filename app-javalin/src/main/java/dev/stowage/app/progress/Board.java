package dev.stowage.app.progress;

import dev.stowage.api.Progress;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest of every download, and since when nothing moved. Written by the engine's threads, read by the one that shows it.
 *
 * <p>A byte moves a download, and so does a status in which it has not been before; going round between queue and origin does not.
 */
public final class Board implements StowageListener {
    private static final Set<Status> AT_WORK =
            EnumSet.of(Status.VERIFYING, Status.PLACING, Status.REGISTERING, Status.SYNCING);

    private final LongSupplier nanos;
    private final Map<DownloadId, Entry> entries = new HashMap<>();
    private final Set<DownloadId> followed = new LinkedHashSet<>();
    private long lastMovement;

    /** @param nanos a running clock, as {@link System#nanoTime} */
    public Board(LongSupplier nanos) {
        this.nanos = nanos;
        lastMovement = nanos.getAsLong();
    }

    /** From now on this download is one of those that are shown and waited for. */
    public synchronized void follow(Download download) {
        followed.add(download.id());
        update(download);
    }

    /** Takes over a value that was read from the store; one that is older than what is known is ignored. */
    public synchronized void update(Download download) {
        Entry entry = entries.get(download.id());
        if (entry == null) {
            entry = new Entry(download, nanos.getAsLong());
            entries.put(download.id(), entry);
            moved();
        } else if (download.version() > entry.download.version() && entry.become(download)) {
            moved();
        }
    }

    @Override
    public void changed(Download before, Download after) {
        update(after);
    }

    @Override
    public synchronized void progressed(DownloadId id, Progress progress) {
        Entry entry = entries.get(id);
        if (entry != null && entry.receive(progress, nanos.getAsLong())) {
            moved();
        }
    }

    /** For how long nothing has moved; zero while something is verified, placed, registered or synced. */
    public synchronized Duration still() {
        boolean working = followed.stream().map(this::entry).anyMatch(e -> AT_WORK.contains(e.download.status()));
        return working ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - lastMovement);
    }

    /** How a transfer went when it was last told. */
    public synchronized Optional<Progress> progress(DownloadId id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.progress);
    }

    /** The downloads that are shown and waited for, in the order in which they were asked for. */
    public synchronized List<DownloadId> followed() {
        return List.copyOf(followed);
    }

    /** What there is to show of each followed download, in the order in which they were asked for. */
    synchronized List<Sight> sights() {
        long now = nanos.getAsLong();
        return followed.stream().map(id -> entry(id).sight(now)).toList();
    }

    private Entry entry(DownloadId id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalStateException("A followed download is on the board");
        }
        return entry;
    }

    private void moved() {
        lastMovement = nanos.getAsLong();
    }

    /** What is known of one download. */
    private static final class Entry {
        private final long since;
        private final Set<Status> seen;
        private Download download;
        private @Nullable Progress progress;
        private long firstByte;
        private boolean running;

        private Entry(Download download, long now) {
            this.download = download;
            since = now;
            seen = EnumSet.of(download.status());
        }

        private boolean become(Download next) {
            download = next;
            if (next.status() != Status.DOWNLOADING) {
                running = false;
            }
            return seen.add(next.status());
        }

        private boolean receive(Progress next, long now) {
            boolean more = next.receivedBytes() > (progress == null ? 0 : progress.receivedBytes());
            progress = next;
            if (!running) {
                running = true;
                firstByte = now;
            }
            return more;
        }

        private Sight sight(long now) {
            Optional<Progress> latest = Optional.ofNullable(progress);
            Duration measured = running ? Duration.ofNanos(now - firstByte) : Duration.ZERO;
            return new Sight(download, latest, Duration.ofNanos(now - since), measured);
        }
    }
}
