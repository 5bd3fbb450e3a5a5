package dev.stowage.app.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of answer the asker takes (RFC 9110, section 12.5.1). */
final class Acceptance {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    private final String header;

    private Acceptance(String header) {
        this.header = header;
    }

    static Acceptance of(Context context) {
        return new Acceptance(Optional.ofNullable(context.header("Accept"))
                .filter(text -> !text.isBlank())
                .orElse("*/*"));
    }

    /** @throws Refusal when JSON is not among it */
    void checkJson() {
        if (Math.max(quality(JSON), quality("application/problem+json")) <= 0) {
            throw Refusal.of(
                    406,
                    "not_acceptable",
                    "answer in any of the ways asked for",
                    "the answer is JSON",
                    "Send Accept: application/json, or none at all.");
        }
    }

    /** Whether an answer of this media type is welcome. */
    boolean takes(String type) {
        return quality(type) > 0;
    }

    /** Whether somebody follows a link or types the address, rather than a program. */
    boolean prefersPage() {
        return quality(HTML) > quality(JSON);
    }

    /** From 0 (not wanted) to 1; the most specific entry counts. */
    private double quality(String type) {
        String main = type.substring(0, type.indexOf('/'));
        return Stream.of(type, main + "/*", "*/*")
                .flatMap(range -> entries(range))
                .findFirst()
                .orElse(0.0);
    }

    private Stream<Double> entries(String range) {
        return Stream.of(header.split(",", -1))
                .map(entry -> entry.split(";", -1))
                .filter(entry -> entry[0].strip().toLowerCase(Locale.ROOT).equals(range))
                .map(Acceptance::weight);
    }

    private static double weight(String[] entry) {
        return Stream.of(entry)
                .map(String::strip)
                .filter(part -> part.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)"))
                .map(part -> Double.valueOf(part.substring(2)))
                .findFirst()
                .orElse(1.0);
    }
}
