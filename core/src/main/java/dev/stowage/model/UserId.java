package dev.stowage.model;

import java.util.regex.Pattern;

/**
 * On whose behalf something happens; decides which tokens are used and who may see a download.
 *
 * @param text 1 to 64 characters of {@code A-Z a-z 0-9 . _ @ -}
 * @since 0.1
 */
public record UserId(String text) {
    // Stands before LOCAL, whose constructor needs it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** The one implicit user of a local installation. */
    public static final UserId LOCAL = new UserId("local");

    /** @throws IllegalArgumentException when the text is not of the form above */
    public UserId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a user id: it has 1 to 64 letters, digits or . _ @ -");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
