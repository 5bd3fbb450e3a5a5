package dev.stowage.tck.origin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as an origin received it.
 *
 * @param method the method as sent
 * @param target the request target exactly as sent, with query, percent-encoding untouched
 * @param headers the values of each field in order; looking up a name ignores case; immutable
 * @param headerCount how many field lines the head had, doubles included
 * @param connection the number of the connection it came over, from 1 in the order of acceptance
 * @param body the body; empty when there was none, when its length was not announced, and when it was longer than 1 MiB
 * @since 0.1
 */
public record RecordedRequest(
        String method,
        String target,
        Map<String, List<String>> headers,
        int headerCount,
        int connection,
        Content body) {
    /**
     * Creates a record of a request, for tests of faults without an origin.
     *
     * @param method the method
     * @param target the request target
     * @param headers the values of each field; copied
     * @param headerCount the number of field lines
     * @param connection the number of the connection
     * @param body the body
     */
    public RecordedRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the target without its query.
     *
     * @return everything before the first {@code ?}, percent-encoding untouched
     */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * Returns the value of a field.
     *
     * @param name the name, in any case
     * @return the first value, or empty when the field was not sent
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Tells whether a field was sent.
     *
     * @param name the name, in any case
     * @return true when there was at least one such line
     */
    public boolean hasHeader(String name) {
        return headers.containsKey(name);
    }
}
