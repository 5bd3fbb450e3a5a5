package dev.stowage.app.progress;

import dev.stowage.app.text.Bar;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Durations;
import dev.stowage.app.text.Text;
import java.util.OptionalLong;

/** One line of a terminal for one download, never wider than the terminal; numbers keep their columns while they change. */
final class Line {
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final int BAR = 14;
    private static final int PERCENT = 4;
    private static final int SIZE = 15;
    private static final int SPEED = 12;
    private static final int ETA = 8;
    private static final int WIDE = 76;
    private static final int MIDDLE = 56;
    private static final int SHORTEST_NAME = 8;

    private final int columns;
    private final boolean colored;
    private final Phrases phrases;

    Line(Screen screen, Phrases phrases) {
        columns = screen.columns() - 1; // a character in the last column would wrap on some terminals
        colored = screen.colored();
        this.phrases = phrases;
    }

    String text(Sight sight) {
        if (!sight.transferring()) {
            return told(sight.label(), phrases.state(sight));
        }
        if (columns >= WIDE) {
            return wide(sight);
        }
        return columns >= MIDDLE
                ? named(sight, percent(sight) + size(sight) + speed(sight) + eta(sight))
                : named(sight, percent(sight) + speed(sight));
    }

    /** A line of words: the name gives way, down to a few letters, then the words do. */
    String told(String name, String words) {
        int room = Math.max(SHORTEST_NAME, columns - Text.columns(words) - 2);
        String shown = Text.columns(name) <= room ? name : Text.fit(name, room);
        return Text.cut(shown + "  " + words, columns);
    }

    private String wide(Sight sight) {
        String numbers = percent(sight) + size(sight) + speed(sight) + eta(sight);
        String name = Text.fit(sight.label(), columns - BAR - numbers.length() - 2);
        return name + "  " + colored(bar(sight)) + numbers;
    }

    private String named(Sight sight, String numbers) {
        return Text.fit(sight.label(), columns - numbers.length()) + numbers;
    }

    private static String bar(Sight sight) {
        OptionalLong total = sight.totalBytes();
        return total.isPresent() ? Bar.text(sight.receivedBytes(), total.getAsLong(), BAR) : " ".repeat(BAR);
    }

    private static String percent(Sight sight) {
        OptionalLong total = sight.totalBytes();
        return right(total.isPresent() ? Bar.percent(sight.receivedBytes(), total.getAsLong()) + "%" : "", PERCENT + 1);
    }

    private static String size(Sight sight) {
        OptionalLong total = sight.totalBytes();
        long received = sight.receivedBytes();
        return right(total.isPresent() ? Bytes.of(received, total.getAsLong()) : Bytes.text(received), SIZE + 1);
    }

    private static String speed(Sight sight) {
        OptionalLong speed = sight.bytesPerSecond();
        return right(speed.isPresent() ? Bytes.perSecond(speed.getAsLong()) : "", SPEED + 1);
    }

    private static String eta(Sight sight) {
        return right(sight.eta().map(Durations::text).orElse(""), ETA + 1);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String colored(String text) {
        return colored ? GREEN + text + PLAIN : text;
    }
}
