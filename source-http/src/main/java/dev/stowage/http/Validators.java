package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an origin tells one version of a file from another: by its strong entity tag, and by a modification date that lies so far before the
 * answer that no second change fits into the same second (RFC 9110, section 8.8.2.2). Anything weaker is not kept.
 *
 * @param etag the tag, opaque, as it came
 * @param lastModified the date, as it came
 */
record Validators(Optional<String> etag, Optional<String> lastModified) {
    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final int LONGEST = 1_024;
    private static final Duration AGE = Duration.ofSeconds(60);
    private static final Pattern QUOTED = Pattern.compile("\"[\\x21\\x23-\\x7E]+\"");

    static Validators of(HttpHeaders headers) {
        Optional<String> etag = headers.only("ETag").map(String::strip).filter(Validators::strong);
        Optional<Instant> sent = headers.only("Date").flatMap(RetryAfter::date);
        Optional<String> modified = headers.only("Last-Modified")
                .map(String::strip)
                .filter(text -> sent.isPresent()
                        && RetryAfter.date(text)
                                .filter(sent.get().minus(AGE)::isAfter)
                                .isPresent());
        return new Validators(etag, modified);
    }

    boolean none() {
        return etag.isEmpty() && lastModified.isEmpty();
    }

    /** Whether both prove that they belong to the same bytes; what one of them lacks proves nothing. */
    boolean proveSame(Validators other) {
        if (etag.isPresent() && other.etag.isPresent()) {
            return etag.equals(other.etag);
        }
        return lastModified.isPresent() && lastModified.equals(other.lastModified);
    }

    /** What a request may carry in {@code If-Range}. */
    Optional<String> ifRange() {
        return etag.isPresent() ? etag.filter(tag -> QUOTED.matcher(tag).matches()) : lastModified;
    }

    /** The stronger one, as text. */
    Optional<String> strongest() {
        return etag.or(() -> lastModified);
    }

    private static boolean strong(String tag) {
        return !tag.isEmpty()
                && !tag.equals("\"\"")
                && !tag.startsWith("W/")
                && tag.length() <= LONGEST
                && tag.chars().noneMatch(Character::isISOControl);
    }
}
