package dev.stowage.spi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting that a provider understands.
 *
 * @param key {@code [a-z0-9-]{1,40}}, unique within the provider
 * @param summary what it does, one sentence for a person
 * @param defaultValue its value when unset, in the same form as a person would write it
 * @param secret whether its value is masked everywhere and readable through {@link ProviderContext#secret} only
 * @since 0.1
 */
public record Setting(String key, String summary, Optional<String> defaultValue, boolean secret) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,40}");

    /** @throws IllegalArgumentException when the key has not the form above */
    public Setting {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A setting's key has 1 to 40 lower-case letters, digits or hyphens");
        }
    }

    /** A setting that may stay unset. */
    public static Setting optional(String key, String summary) {
        return new Setting(key, summary, Optional.empty(), false);
    }

    /** A setting with a value for when it is unset. */
    public static Setting withDefault(String key, String summary, String value) {
        return new Setting(key, summary, Optional.of(value), false);
    }
}
