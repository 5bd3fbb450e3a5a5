package dev.stowage.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much a person may write into a {@link Draft}. What a source delivers is never refused: it is made to fit. Lengths count Unicode code
 * points; the messages are sentences that may be shown, without the full stop.
 *
 * @since 0.1
 */
public final class DraftLimits {
    /** The longest name. */
    public static final int NAME = 200;

    /** The longest description. */
    public static final int DESCRIPTION = 200_000;

    /** The longest tag. */
    public static final int TAG = 255;

    /** The longest trigger word, which some publish as half a prompt. */
    public static final int TRIGGER_WORD = 2_000;

    /** The most tags, and the most trigger words. */
    public static final int MOST_WORDS = 500;

    private static final int QUOTED = 40;

    private DraftLimits() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException when no asset can be called that
     */
    public static void checkName(String name) {
        check(name, "A name", NAME);
    }

    /**
     * Checks a description, which may be empty.
     *
     * @throws IllegalArgumentException when it is too long
     */
    public static void checkDescription(String text) {
        if (length(text) > DESCRIPTION) {
            throw new IllegalArgumentException(
                    "A description has at most " + DESCRIPTION + " characters, and this one has " + length(text));
        }
    }

    /**
     * Checks all tags of an asset.
     *
     * @throws IllegalArgumentException when one is empty, too long or there twice, or when they are too many
     */
    public static void checkTags(List<String> tags) {
        checkAll(tags, "tag", TAG);
    }

    /**
     * Checks all trigger words of an asset.
     *
     * @throws IllegalArgumentException when one is empty, too long or there twice, or when they are too many
     */
    public static void checkTriggerWords(List<String> words) {
        checkAll(words, "trigger word", TRIGGER_WORD);
    }

    static String fittingName(String name) {
        return cut(name, NAME);
    }

    static Optional<String> fittingDescription(Optional<String> text) {
        return text.map(whole -> cut(whole, DESCRIPTION));
    }

    static List<String> fittingTags(List<String> tags) {
        return fitting(tags, TAG);
    }

    static List<String> fittingTriggerWords(List<String> words) {
        return fitting(words, TRIGGER_WORD);
    }

    private static void checkAll(List<String> words, String what, int longest) {
        if (words.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "An asset has at most " + MOST_WORDS + " " + what + "s, and these are " + words.size());
        }
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            check(word, "A " + what, longest);
            if (!seen.add(word.strip())) {
                throw new IllegalArgumentException("The " + what + " " + quoted(word) + " is there twice");
            }
        }
    }

    private static void check(String text, String what, int longest) {
        if (text.isBlank() || length(text) > longest || text.codePoints().anyMatch(DraftLimits::unwritable)) {
            throw new IllegalArgumentException(what + " has 1 to " + longest + " characters and no control characters: "
                    + quoted(text) + " has " + length(text));
        }
    }

    /** Half a word would be another one: what is too long goes. */
    private static List<String> fitting(List<String> words, int longest) {
        return words.stream()
                .filter(Predicate.not(String::isBlank))
                .filter(word -> length(word) <= longest)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /** Half a character of a pair is none. */
    private static boolean unwritable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int longest) {
        return length(text) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private static String quoted(String text) {
        String beginning = cut(text, QUOTED);
        return "\"" + Printable.of(beginning) + (beginning.equals(text) ? "\"" : "…\"");
    }
}
