package dev.stowage.tck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.tck.origin.RecordedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as the sites look at it.
 *
 * @param path its segments, decoded
 * @param token what the caller shows, right or wrong
 */
record Visit(RecordedRequest request, List<String> path, Query query, Optional<String> token) {
    private static final List<String> BROWSERS = List.of("mozilla", "chrome", "safari", "firefox", "opera", "edge");

    static Visit of(RecordedRequest request) {
        List<String> path = Arrays.stream(request.path().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> Query.decoded(segment.replace("+", "%2B")))
                .toList();
        Optional<String> token = request.header("Authorization").map(Visit::credentials);
        return new Visit(request, path, Query.of(request.target()), token);
    }

    /** With the token of the query where no header has one. */
    Visit trustingQuery() {
        return new Visit(request, path, query, token.or(() -> query.first("token")));
    }

    /** The segment at a place; empty beyond the end. */
    String at(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    boolean begins(String... segments) {
        return path.size() >= segments.length
                && path.subList(0, segments.length).equals(List.of(segments));
    }

    /** The segments from a place on. */
    List<String> from(int index) {
        return path.subList(Math.min(index, path.size()), path.size());
    }

    boolean is(String method) {
        return request.method().equals(method);
    }

    boolean reads() {
        return Stream.of("GET", "HEAD").anyMatch(this::is);
    }

    boolean byBrowser() {
        String agent = request.header("User-Agent").orElse("").toLowerCase(Locale.ROOT);
        return BROWSERS.stream().anyMatch(agent::contains);
    }

    String body() {
        return new String(request.body().toByteArray(), UTF_8);
    }

    private static String credentials(String field) {
        return field.substring(field.indexOf(' ') + 1).trim();
    }
}
