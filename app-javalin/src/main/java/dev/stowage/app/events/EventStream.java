package dev.stowage.app.events;

import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One client: where it is in the feed, and what it is being sent. It has no thread and no queue of its own; while it does not read nothing
 * is kept for it, and when the log has gone past it a fresh snapshot takes the place of what it missed.
 */
final class EventStream {
    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    /** Small enough that a thread that writes it needs no large buffer. */
    private static final int PIECE = 16 << 10;

    /** 15 s. */
    static final int HEARTBEAT_TICKS = 60;

    /** 20 s. */
    static final int PATIENCE_TICKS = 80;

    private final Feed feed;
    private final Snapshots snapshots;
    private final Feed.Position position;
    private final Outlet outlet;
    private final Deque<byte[]> due = new ArrayDeque<>();
    private byte[] current = new byte[0];
    private int written;
    private boolean unflushed;
    private boolean blocked;
    private int blockedTicks;
    private int silentTicks;
    private boolean closed;

    EventStream(Feed feed, Snapshots snapshots, Beginning beginning, Outlet outlet) {
        this.feed = feed;
        this.snapshots = snapshots;
        this.position = beginning.position();
        this.outlet = outlet;
        beginning.frames().stream().filter(frame -> frame.length > 0).forEach(due::add);
    }

    /** Sends as much as goes out without waiting. */
    synchronized void pump() {
        try {
            while (!closed && ready() && step()) {
                silentTicks = 0;
            }
        } catch (IOException | IllegalStateException gone) {
            close(); // whoever wants to go on comes back with the last id
        } catch (StowageException e) {
            LOG.log(Level.WARNING, e.problem().message());
            close();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Telling a client what happens failed", e);
            close();
        }
    }

    /** A quarter of a second has passed. */
    synchronized void tick() {
        if (blocked && ++blockedTicks > PATIENCE_TICKS) {
            close();
        } else if (!blocked && ++silentTicks >= HEARTBEAT_TICKS) {
            due.add(Frame.HEARTBEAT);
        }
        pump();
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            due.clear();
            current = new byte[0];
            outlet.close();
        }
    }

    private boolean ready() {
        boolean ready = outlet.ready();
        if (ready || !blocked) {
            blockedTicks = 0;
        }
        blocked = !ready;
        return ready;
    }

    /** One call of the outlet; false when there is nothing to send. */
    private boolean step() throws IOException, StowageException {
        if (written == current.length) {
            current = next().orElse(new byte[0]);
            written = 0;
        }
        if (written < current.length) {
            int piece = Math.min(PIECE, current.length - written);
            outlet.write(current, written, piece);
            written += piece;
            unflushed = true;
            return true;
        }
        if (unflushed) {
            unflushed = false;
            outlet.flush();
            return true;
        }
        return false;
    }

    private Optional<byte[]> next() throws StowageException {
        if (due.isEmpty() && !feed.holds(position.number())) {
            Told whole = snapshots.whole(position.topics());
            position.jump(whole.number());
            due.add(whole.frames());
        }
        return due.isEmpty() ? feed.next(position) : Optional.of(due.remove());
    }
}
