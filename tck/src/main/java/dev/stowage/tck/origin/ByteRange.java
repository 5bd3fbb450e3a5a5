package dev.stowage.tck.origin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of a content of known length, both ends included; without bytes when it cannot be satisfied. */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** Reads a {@code Range} field; empty for whatever a server may ignore: other units, several ranges, bad syntax. */
    static Optional<ByteRange> parse(String field, long length) {
        Matcher matcher = SINGLE.matcher(field.trim());
        if (!matcher.matches() || field.trim().equals("bytes=-")) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long count = Math.min(number(matcher.group(2)), length);
            return Optional.of(new ByteRange(length - count, length - 1));
        }
        long first = number(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
        if (last < first) {
            return Optional.empty();
        }
        return Optional.of(
                first < length ? new ByteRange(first, Math.min(last, length - 1)) : new ByteRange(length, length - 1));
    }

    long count() {
        return last - first + 1;
    }

    String contentRange(long total) {
        return "bytes " + first + "-" + last + "/" + total;
    }

    /** The same range with its ends moved, kept within the content and at least one byte long. */
    ByteRange moved(long startBy, long endBy, long length) {
        long start = Math.max(0, Math.min(first + startBy, length - 1));
        return new ByteRange(start, Math.max(start, Math.min(last + endBy, length - 1)));
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
