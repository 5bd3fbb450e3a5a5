package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an answer asks to wait: {@code Retry-After} in seconds or as any of the three date forms of HTTP, else the {@code t} of a
 * {@code RateLimit} field. What cannot be read, or came twice, asks for nothing.
 */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern WINDOW = Pattern.compile(";\\s*t=(\\d{1,12})\\s*(?:;|$)");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH));

    private RetryAfter() {}

    /**
     * Reads the fields of one answer.
     *
     * @param now when the answer came by our clock; counts only when the answer has no readable {@code Date}, since a date is meant by
     *     the clock of whoever wrote it
     */
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        List<String> fields = headers.all("Retry-After");
        if (fields.isEmpty()) {
            return headers.only("RateLimit").flatMap(RetryAfter::window);
        }
        return fields.size() == 1 ? read(fields.get(0).trim(), headers, now) : Optional.empty();
    }

    private static Optional<Duration> read(String value, HttpHeaders headers, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(atLeastASecond(Duration.ofSeconds(Long.parseLong(value))));
        }
        Instant sent = headers.only("Date").flatMap(RetryAfter::date).orElse(now);
        return date(value).map(until -> atLeastASecond(Duration.between(sent, until)));
    }

    private static Optional<Duration> window(String field) {
        Matcher matcher = WINDOW.matcher(field);
        return matcher.find()
                ? Optional.of(atLeastASecond(Duration.ofSeconds(Long.parseLong(matcher.group(1)))))
                : Optional.empty();
    }

    /** Reads any of the three date forms of HTTP. */
    static Optional<Instant> date(String text) {
        return DATES.stream().flatMap(form -> date(text, form).stream()).findFirst();
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration atLeastASecond(Duration wait) {
        return wait.compareTo(LEAST) < 0 ? LEAST : wait;
    }
}
