package dev.stowage.app.progress;

import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** One line for each active download, drawn again in place, ten times a second at most; a lasting line for each that is done. */
public final class TerminalView implements ProgressView {
    private static final long FRAME_NANOS = 100_000_000;
    private static final int MOST_LINES = 10;
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Board board;
    private final PrintStream err;
    private final LongSupplier nanos;
    private final Phrases phrases;
    private final Line line;
    private final Set<DownloadId> told = new HashSet<>();
    private long nextFrame;
    private int drawn;
    private boolean closed;

    /** @param nanos the running clock of the board */
    public TerminalView(Board board, PrintStream err, Screen screen, LongSupplier nanos, Clock clock) {
        this.board = board;
        this.err = err;
        this.nanos = nanos;
        phrases = new Phrases(clock);
        line = new Line(screen, phrases);
        nextFrame = nanos.getAsLong();
    }

    @Override
    public synchronized void refresh() {
        long now = nanos.getAsLong();
        if (!closed && now - nextFrame >= 0) {
            nextFrame = now + FRAME_NANOS;
            draw(true);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            draw(false);
        }
    }

    private void draw(boolean more) {
        StringBuilder frame = new StringBuilder(back());
        List<Sight> sights = board.sights();
        sights.stream()
                .filter(this::newlyDone)
                .forEach(sight -> frame.append(line.told(sight.label(), phrases.done(sight)))
                        .append('\n'));
        List<Sight> active = sights.stream().filter(TerminalView::active).toList();
        drawn = 0;
        if (more) {
            active.stream().limit(MOST_LINES).forEach(sight -> append(frame, line.text(sight)));
            if (active.size() > MOST_LINES) {
                append(frame, "and " + (active.size() - MOST_LINES) + " more");
            }
        }
        err.print(frame);
        err.flush();
    }

    private void append(StringBuilder frame, String text) {
        frame.append(text).append('\n');
        drawn++;
    }

    /** To the beginning of what was drawn before, without it. */
    private String back() {
        return drawn == 0 ? "" : "\r\u001b[" + drawn + "A" + CLEAR_BELOW;
    }

    private boolean newlyDone(Sight sight) {
        return sight.download().status() == Status.COMPLETED && told.add(sight.id());
    }

    private static boolean active(Sight sight) {
        Status status = sight.download().status();
        return status.carried() || status == Status.QUEUED;
    }
}
