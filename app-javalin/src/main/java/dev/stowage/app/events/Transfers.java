package dev.stowage.app.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.api.Progress;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How each running transfer goes: its latest values and the tick that brought them. A client that missed ticks gets what is true now, once.
 * Guarded by its {@link Feed}.
 */
final class Transfers {
    private final Map<DownloadId, Cell> cells = new LinkedHashMap<>();
    private final Map<Long, byte[]> frames = new HashMap<>();
    private @Nullable Set<DownloadId> heardOf = new HashSet<>();
    private long tick;

    private static final class Cell {
        private Optional<Progress> latest = Optional.empty();
        private long tick;
    }

    /** A download has now this status. Progress is told of those that transfer, and of nothing else. */
    void status(DownloadId id, Status status) {
        if (heardOf != null) {
            heardOf.add(id);
        }
        frames.clear();
        if (status == Status.DOWNLOADING) {
            cells.computeIfAbsent(id, fresh -> new Cell());
        } else {
            cells.remove(id);
        }
    }

    /** These were transferring when they were read; of which news came since then, the news is right. */
    void begin(Iterable<DownloadId> running) {
        Set<DownloadId> known = heardOf == null ? Set.of() : heardOf;
        running.forEach(id -> {
            if (!known.contains(id)) {
                cells.computeIfAbsent(id, fresh -> new Cell());
            }
        });
        heardOf = null;
    }

    /** Looks how all of them go. */
    void tick(Function<DownloadId, Optional<Progress>> board) {
        tick++;
        frames.clear();
        cells.forEach((id, cell) -> {
            Optional<Progress> now = board.apply(id).filter(Transfers::known);
            if (now.isPresent() && !now.equals(cell.latest)) {
                cell.latest = now;
                cell.tick = tick;
            }
        });
    }

    long now() {
        return tick;
    }

    /** One event with all that has changed after a tick, the same bytes for everybody who asks; empty when nothing has. */
    Optional<byte[]> since(long heard) {
        byte[] frame = frames.computeIfAbsent(heard, this::frame);
        return frame.length == 0 ? Optional.empty() : Optional.of(frame);
    }

    /** Before the origin has answered there is nothing to tell; a bar must not jump back for that. */
    static boolean known(Progress progress) {
        return progress.receivedBytes() > 0 || progress.totalBytes().isPresent();
    }

    private byte[] frame(long heard) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        cells.forEach((id, cell) -> {
            if (cell.tick > heard) {
                cell.latest.ifPresent(progress -> add(batch.addArray(), id, progress));
            }
        });
        return batch.isEmpty() ? new byte[0] : Frame.of("progress", batch);
    }

    private static void add(ArrayNode row, DownloadId id, Progress progress) {
        row.add(id.text()).add(progress.receivedBytes());
        progress.totalBytes().ifPresentOrElse(row::add, row::addNull);
        row.add(progress.bytesPerSecond());
        progress.eta().map(Duration::toSeconds).ifPresentOrElse(row::add, row::addNull);
        row.add(Status.DOWNLOADING.wire());
    }
}
