package dev.stowage.app.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text measured in the columns that a terminal gives it. */
public final class Text {
    private static final String GAP = "..";
    private static final Pattern CONTROLLING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Text() {}

    /** A text of others, with whatever a terminal would obey written out as {@code \\u001b}. */
    public static String safe(String text) {
        return CONTROLLING
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        String.format(Locale.ROOT, "\\u%04x", match.group().codePointAt(0))));
    }

    /** Two sentences in a row; the first may end with a command. */
    public static String sentences(String first, String second) {
        boolean ended = first.isEmpty() || ".!?".indexOf(first.charAt(first.length() - 1)) >= 0;
        return first + (ended ? " " : ". ") + second;
    }

    /** How many columns a text takes. */
    public static int columns(String text) {
        return text.codePoints().map(Text::columns).sum();
    }

    /** Brings a text to exactly so many columns: blanks behind it, or its middle left out. */
    public static String fit(String text, int columns) {
        int surplus = columns(text) - columns;
        return surplus <= 0 ? text + " ".repeat(-surplus) : shortened(text, columns);
    }

    /** Leaves out the end of a text that takes more columns than there are. */
    public static String cut(String text, int columns) {
        return columns(text) <= columns ? text : head(text, Math.max(0, columns));
    }

    private static String shortened(String text, int columns) {
        if (columns <= GAP.length()) {
            return fit(head(text, columns), columns);
        }
        int room = columns - GAP.length();
        String head = head(text, room - room / 2);
        String tail = tail(text, room - columns(head));
        String whole = head + GAP + tail;
        return whole + " ".repeat(columns - columns(whole));
    }

    private static String head(String text, int columns) {
        int end = 0;
        for (int left = columns; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            left -= columns(text.codePointAt(end));
            if (left < 0) {
                break;
            }
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int columns) {
        int start = text.length();
        int left = columns;
        while (start > 0) {
            int before = text.codePointBefore(start);
            left -= columns(before);
            if (left < 0) {
                break;
            }
            start -= Character.charCount(before);
        }
        return text.substring(start);
    }

    private static int columns(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> wide(codePoint) ? 2 : 1;
        };
    }

    /** East Asian wide characters and pictures, by block; near enough for a line of progress. */
    private static boolean wide(int codePoint) {
        return within(codePoint, 0x1100, 0x115F)
                || within(codePoint, 0x2E80, 0xA4CF)
                || within(codePoint, 0xAC00, 0xD7A3)
                || within(codePoint, 0xF900, 0xFAFF)
                || within(codePoint, 0xFE30, 0xFE6F)
                || within(codePoint, 0xFF00, 0xFF60)
                || within(codePoint, 0xFFE0, 0xFFE6)
                || within(codePoint, 0x1F300, 0x1FAFF)
                || within(codePoint, 0x20000, 0x3FFFD);
    }

    private static boolean within(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
