package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a partial answer says it is (RFC 9110, section 14.4). Read strictly: bytes at a place that was guessed are wrong bytes.
 *
 * @param first the first byte
 * @param last the last byte, not smaller
 * @param total the size of the whole, larger than {@code last}; empty when the answer does not know
 */
record ContentRange(long first, long last, OptionalLong total) {
    private static final String FIELD = "Content-Range";
    private static final Pattern PART = Pattern.compile("(?i)bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final Pattern NOTHING = Pattern.compile("(?i)bytes \\*/(\\d{1,18})");

    /** The range of an answer; empty when there is none, when there are several, or when it contradicts itself. */
    static Optional<ContentRange> of(HttpHeaders headers) {
        return headers.only(FIELD)
                .map(String::strip)
                .map(PART::matcher)
                .filter(Matcher::matches)
                .flatMap(ContentRange::read);
    }

    /** The size of the whole, as an answer tells it that has nothing of what was asked for. */
    static OptionalLong totalWithoutRange(HttpHeaders headers) {
        return headers.only(FIELD)
                .map(String::strip)
                .map(NOTHING::matcher)
                .filter(Matcher::matches)
                .map(field -> OptionalLong.of(Long.parseLong(field.group(1))))
                .orElse(OptionalLong.empty());
    }

    /** One more than the last byte. */
    long end() {
        return last + 1;
    }

    long count() {
        return end() - first;
    }

    private static Optional<ContentRange> read(Matcher field) {
        long first = Long.parseLong(field.group(1));
        long last = Long.parseLong(field.group(2));
        String total = field.group(3);
        if (total.equals("*")) {
            return first <= last ? Optional.of(new ContentRange(first, last, OptionalLong.empty())) : Optional.empty();
        }
        long whole = Long.parseLong(total);
        return first <= last && last < whole
                ? Optional.of(new ContentRange(first, last, OptionalLong.of(whole)))
                : Optional.empty();
    }
}
