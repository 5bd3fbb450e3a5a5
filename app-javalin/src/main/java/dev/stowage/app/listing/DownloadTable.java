package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import dev.stowage.app.progress.Screen;
import dev.stowage.app.text.Bar;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Durations;
import dev.stowage.app.text.Text;
import dev.stowage.model.Download;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line for each download. On a terminal no line is wider than it, and what a download waits for has a line of its own; elsewhere nothing
 * is left out and each download has one line, so that programs that go by lines can read it.
 */
public final class DownloadTable {
    private static final int STATUS = 11;
    private static final int SIZE = 10;
    private static final int PERCENT = 4;
    private static final int AGE = 4;
    private static final int NAME = 40;
    private static final int PLACE = 24;
    private static final int SHORTEST_NAME = 12;
    private static final String GAP = "  ";

    private final Screen screen;
    private final Clock clock;
    private final Words words;
    private final Widths widths;

    /**
     * A table for one screen.
     *
     * @param screen what it is written to
     * @param clock what time it is, and in which zone times are shown
     * @param first the first downloads that will be shown; they decide how wide the columns are
     */
    public DownloadTable(Screen screen, Clock clock, List<Download> first) {
        this.screen = screen;
        this.clock = clock;
        words = new Words(clock.getZone());
        widths = widths(screen, first);
    }

    /** What the columns are. */
    public String header() {
        return line(
                Text.fit("ID", widths.id),
                Text.fit("STATUS", STATUS),
                right("SIZE", SIZE),
                right("DONE", PERCENT),
                right("AGE", AGE),
                shown("NAME", widths.name),
                shown("FROM", widths.place));
    }

    /**
     * The lines of some downloads; ids are as long as it takes to tell these apart.
     *
     * @param live how their transfers go
     */
    public List<String> lines(List<Download> rows, Live live) {
        ShortIds ids = ShortIds.among(rows);
        List<String> lines = new ArrayList<>();
        for (Download row : rows) {
            Optional<Progress> progress = live.of(row);
            String line = row(shown(ids.of(row), widths.id), row, progress);
            Optional<String> note = words.note(row).map(Text::safe).or(() -> progress.flatMap(Words::pace));
            if (screen.terminal()) {
                lines.add(line);
                note.ifPresent(text -> lines.add(Text.cut(" ".repeat(widths.id) + GAP + text, screen.columns() - 1)));
            } else {
                lines.add(line + note.map(text -> GAP + text).orElse(""));
            }
        }
        return lines;
    }

    private String row(String id, Download row, Optional<Progress> progress) {
        return line(
                id,
                Text.fit(Words.status(row.status()), STATUS),
                right(size(row), SIZE),
                right(progress.flatMap(DownloadTable::percent).orElseGet(() -> percent(row)), PERCENT),
                right(Durations.age(Duration.between(row.createdAt(), clock.instant())), AGE),
                shown(Text.safe(row.label()), widths.name),
                shown(Text.safe(row.reference().place()), widths.place));
    }

    private String line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            if (!cell.isEmpty()) {
                line.append(line.isEmpty() ? "" : GAP).append(cell);
            }
        }
        String whole = screen.terminal() ? Text.cut(line.toString(), screen.columns() - 1) : line.toString();
        return whole.stripTrailing();
    }

    private String shown(String text, int width) {
        return screen.terminal() || Text.columns(text) < width ? Text.fit(text, width) : text;
    }

    private static String size(Download row) {
        return row.totalBytes().isPresent() ? Bytes.text(row.totalBytes().getAsLong()) : "";
    }

    private static Optional<String> percent(Progress progress) {
        OptionalLong total = progress.totalBytes();
        return total.isPresent()
                ? Optional.of(Bar.percent(progress.receivedBytes(), total.getAsLong()) + "%")
                : Optional.empty();
    }

    /** How far a running transfer is, only its own process knows. */
    private static String percent(Download row) {
        return switch (row.status()) {
            case RESOLVING, DOWNLOADING -> "";
            case COMPLETED, VERIFYING, AWAITING_REVIEW, PLACING, REGISTERING, SYNCING -> "100%";
            default ->
                row.totalBytes().isPresent()
                        ? Bar.percent(row.receivedBytes(), row.totalBytes().getAsLong()) + "%"
                        : "";
        };
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** Names and places share what the other columns leave; on a narrow terminal the place gives way. */
    private static Widths widths(Screen screen, List<Download> rows) {
        ShortIds ids = ShortIds.among(rows);
        int id = rows.stream().mapToInt(row -> ids.of(row).length()).max().orElse(2);
        if (!screen.terminal()) {
            return new Widths(id, NAME, PLACE);
        }
        int others = id + STATUS + SIZE + PERCENT + AGE + 5 * GAP.length();
        int room = Math.max(SHORTEST_NAME, screen.columns() - 1 - others);
        int place = Math.min((room - GAP.length()) / 3, longestPlace(rows));
        return room < 2 * SHORTEST_NAME ? new Widths(id, room, 0) : new Widths(id, room - place - GAP.length(), place);
    }

    private static int longestPlace(List<Download> rows) {
        return rows.stream()
                .mapToInt(row -> Text.columns(Text.safe(row.reference().place())))
                .max()
                .orElse(0);
    }

    private record Widths(int id, int name, int place) {}
}
