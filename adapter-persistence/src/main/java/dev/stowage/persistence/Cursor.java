package dev.stowage.persistence;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an item among others that are sorted by age, so that neither inserts nor its own end shift the pages behind it.
 *
 * @param createdAt nanoseconds
 * @param id what sorts those of the same moment
 * @since 0.1
 */
public record Cursor(long createdAt, String id) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})_([A-Za-z0-9-]{1,64})");

    /** Reads one that was handed out. @throws StowageException when it is not one of ours */
    public static Cursor parse(String text) throws StowageException {
        Matcher form = FORM.matcher(text);
        try {
            if (form.matches()) {
                return new Cursor(Long.parseLong(form.group(1)), form.group(2));
            }
        } catch (NumberFormatException e) {
            throw foreign();
        }
        throw foreign();
    }

    static StowageException foreign() {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.UNKNOWN_ID,
                "list the next page",
                "its cursor is not one of ours",
                "Begin with the first page again."));
    }

    @Override
    public String toString() {
        return createdAt + "_" + id;
    }
}
