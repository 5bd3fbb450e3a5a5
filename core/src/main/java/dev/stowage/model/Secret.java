package dev.stowage.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Function;

/**
 * A text that must not leak: it has no readable {@code toString}, and whoever uses it has to say so.
 *
 * <p>Equality compares in constant time. Immutable.
 *
 * @since 0.1
 */
public final class Secret {
    private static final int SHOWN = 4;
    private static final int LONG_ENOUGH_TO_SHOW = 12;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @throws IllegalArgumentException when it is empty or has control characters; the message does not repeat it
     */
    public static Secret of(String value) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A secret is not empty and has no control characters");
        }
        return new Secret(value);
    }

    /** Lends the value to one function; the result must not outlive the need for it. */
    public <T> T use(Function<String, T> user) {
        return user.apply(value);
    }

    /** The last four characters for display, or four dots when the value is too short to show any. */
    public String lastFour() {
        return value.length() < LONG_ENOUGH_TO_SHOW ? "····" : value.substring(value.length() - SHOWN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret(…)";
    }
}
