package dev.stowage.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** When a signed address lapses, as the stores of this world write it into the query. */
final class UrlExpiry {
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private UrlExpiry() {}

    /** Empty when it does not say, or nothing that makes sense. */
    static Optional<Instant> of(HttpUrl url) {
        return lifetime(url, "x-amz-")
                .or(() -> lifetime(url, "x-goog-"))
                .or(() -> seconds(url, "expires").map(Instant::ofEpochSecond))
                .or(() -> value(url, "se").flatMap(UrlExpiry::azure));
    }

    private static Optional<Instant> lifetime(HttpUrl url, String prefix) {
        Optional<Instant> signed = value(url, prefix + "date").flatMap(UrlExpiry::compact);
        return signed.flatMap(from -> seconds(url, prefix + "expires").map(from::plusSeconds));
    }

    private static Optional<Instant> compact(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, COMPACT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> azure(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> seconds(HttpUrl url, String name) {
        return value(url, name).filter(text -> SECONDS.matcher(text).matches()).map(Long::parseLong);
    }

    /** The value of a parameter that is there exactly once, whatever its case. */
    private static Optional<String> value(HttpUrl url, String lowerCase) {
        Set<String> names = url.queryParameterNames();
        var found = names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(lowerCase))
                .flatMap(name -> url.queryParameterValues(name).stream())
                .toList();
        return found.size() == 1 ? Optional.ofNullable(found.get(0)) : Optional.empty();
    }
}
