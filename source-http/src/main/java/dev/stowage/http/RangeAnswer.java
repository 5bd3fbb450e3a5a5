package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What an answer to a request for bytes is good for. Decided from its head alone, before a byte of its body is stored anywhere. */
sealed interface RangeAnswer {
    /**
     * What was asked for.
     *
     * @param first the first byte wanted
     * @param last the last byte wanted; empty for all that follow
     * @param ranged whether the request says so; else it asks for the whole file
     * @param conditional whether the request carries {@code If-Range}
     */
    record Asked(long first, OptionalLong last, boolean ranged, boolean conditional) {}

    /**
     * What the bytes that are on the disk already are part of.
     *
     * @param bytes how many there are
     * @param total the size of the whole file
     * @param validators of its version
     */
    record Known(long bytes, OptionalLong total, Validators validators) {
        static final Known NOTHING = new Known(0, OptionalLong.empty(), Validators.NONE);
    }

    /** The bytes from {@code first} up to but not including {@code end}; of the same version as those known, if any are. */
    record Part(long first, long end, long total, Validators validators) implements RangeAnswer {}

    /** Bytes as asked for, of the right size, and nothing proves that they fit to those known. */
    record Doubtful(Part part) implements RangeAnswer {}

    /** The whole file from its first byte; {@code same} when it is proved to be the version known. */
    record Whole(OptionalLong length, Validators validators, boolean same) implements RangeAnswer {}

    /** There is nothing beyond what we have. */
    record Complete(long total) implements RangeAnswer {}

    /** Another file lies there now. */
    record Changed() implements RangeAnswer {}

    /** The file has no bytes. */
    record Empty() implements RangeAnswer {}

    /** The head contradicts itself or the question. */
    record Lie() implements RangeAnswer {}

    /** The body is packed although it was not to be. */
    record Encoded() implements RangeAnswer {}

    /** Refused in a way that a new address may cure. */
    record Expired() implements RangeAnswer {}

    /** Not now. */
    record Busy() implements RangeAnswer {}

    /** Refused. */
    record Refused() implements RangeAnswer {}

    /** The table. */
    static RangeAnswer of(Asked asked, Known known, int status, HttpHeaders headers) {
        return switch (status) {
            case 200 -> encoded(headers) ? new Encoded() : whole(known, headers);
            case 206 -> encoded(headers) ? new Encoded() : part(asked, known, headers);
            case 412 -> new Changed();
            case 416 -> nothingThere(asked, known, headers);
            // Object stores answer 400 when a signature has lapsed.
            case 400, 401, 403, 404, 410 -> new Expired();
            case 408, 425, 429, 500, 502, 503, 504 -> new Busy();
            default -> status >= 520 && status <= 529 ? new Busy() : new Refused();
        };
    }

    private static RangeAnswer whole(Known known, HttpHeaders headers) {
        Validators validators = Validators.of(headers);
        OptionalLong length = length(headers);
        boolean sameSize = length.isEmpty() || known.total().isEmpty() || length.equals(known.total());
        return new Whole(length, validators, sameSize && known.validators().proveSame(validators));
    }

    private static RangeAnswer part(Asked asked, Known known, HttpHeaders headers) {
        Optional<ContentRange> range = ContentRange.of(headers).filter(told -> fits(told, asked, headers));
        if (range.isEmpty()) {
            return new Lie();
        }
        long total = range.get().total().orElseThrow();
        if (known.total().isPresent() && known.total().getAsLong() != total) {
            return new Changed();
        }
        long end = asked.last().isPresent()
                ? Math.min(asked.last().getAsLong() + 1, range.get().end())
                : range.get().end();
        Part part = new Part(asked.first(), end, total, Validators.of(headers));
        boolean proved = known.bytes() == 0 || known.validators().proveSame(part.validators());
        return proved ? part : new Doubtful(part);
    }

    private static boolean fits(ContentRange told, Asked asked, HttpHeaders headers) {
        OptionalLong length = length(headers);
        return asked.ranged()
                && told.first() == asked.first()
                && told.total().isPresent()
                && (length.isEmpty() || length.getAsLong() == told.count())
                && !type(headers).startsWith("multipart/");
    }

    private static RangeAnswer nothingThere(Asked asked, Known known, HttpHeaders headers) {
        OptionalLong total = ContentRange.totalWithoutRange(headers);
        if (total.isEmpty()) {
            return new Lie();
        }
        long whole = total.getAsLong();
        if (known.total().isPresent() ? known.total().getAsLong() != whole : whole < asked.first()) {
            return new Changed();
        }
        if (whole != asked.first()) {
            return new Lie();
        }
        return whole == 0 ? new Empty() : new Complete(whole);
    }

    private static boolean encoded(HttpHeaders headers) {
        return headers.all("Content-Encoding").stream()
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .anyMatch(coding -> !coding.isEmpty() && !coding.equals("identity"));
    }

    private static String type(HttpHeaders headers) {
        return headers.first("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static OptionalLong length(HttpHeaders headers) {
        Optional<String> field = headers.only("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return field.isPresent() ? OptionalLong.of(Long.parseLong(field.get())) : OptionalLong.empty();
    }
}
