package dev.stowage.model;

import java.util.regex.Pattern;

/**
 * Names one worker for good.
 *
 * @param text 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 * @since 0.1
 */
public record WorkerId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when the text is not of the form above */
    public WorkerId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a worker id: it has 1 to 64 letters, digits or . _ -");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
