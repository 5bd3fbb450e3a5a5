package dev.stowage.model;

import java.util.regex.Pattern;

/**
 * Names one download for good: opaque, URL-safe, given by the engine and never reused.
 *
 * @param text 1 to 64 characters of {@code A-Z a-z 0-9 -}
 * @since 0.1
 */
public record DownloadId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** @throws IllegalArgumentException when the text is not of the form above */
    public DownloadId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a download id: it has 1 to 64 letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
