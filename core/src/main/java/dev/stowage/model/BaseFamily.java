package dev.stowage.model;

import java.util.regex.Pattern;

/**
 * The architecture a model belongs to ({@code sdxl}, {@code sd1}, {@code flux1}); an open set. Unlike {@link BaseModel} it can also be
 * read from a file's header.
 *
 * @param text lower_snake, 1 to 40 characters
 * @since 0.1
 */
public record BaseFamily(String text) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** @throws IllegalArgumentException when the word is not lower_snake of 1 to 40 characters */
    public BaseFamily {
        if (!WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("A base family is one lower_snake word of at most 40 characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
