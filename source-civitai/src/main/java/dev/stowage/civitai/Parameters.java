package dev.stowage.civitai;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The parameters of a link, decoded; of one that comes twice the first. Most are noise. */
final class Parameters {
    private static final int LONGEST = 64;

    private final Map<String, String> values = new LinkedHashMap<>();

    private Parameters() {}

    static Parameters of(@Nullable String rawQuery) {
        Parameters parameters = new Parameters();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    /** A value that says something and is short enough to be meant. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .filter(value -> value.chars().noneMatch(Character::isISOControl));
    }

    OptionalInt number(String name) {
        Optional<String> text = text(name);
        return text.isPresent() ? Numbers.id(text.get()) : OptionalInt.empty();
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
