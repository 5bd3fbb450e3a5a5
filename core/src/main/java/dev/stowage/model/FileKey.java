package dev.stowage.model;

import java.util.regex.Pattern;

/**
 * Names one file of one source for good. This is what is stored instead of a URL: where the bytes are now is asked anew each time.
 *
 * @param source the id of the provider whose {@code SourceResolver} made it
 * @param id text that this source alone understands, 1 to 8192 characters, never with a secret in it
 * @since 0.1
 */
public record FileKey(String source, String id) {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MAX = 8192;

    /** @throws IllegalArgumentException when a part has not the form above */
    public FileKey {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("A source id has 1 to 40 lower-case letters, digits or hyphens");
        }
        if (id.isEmpty() || id.length() > MAX || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A file id has 1 to 8192 characters and no control characters");
        }
    }

    @Override
    public String toString() {
        return source + ":" + id;
    }
}
