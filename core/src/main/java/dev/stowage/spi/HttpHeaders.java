package dev.stowage.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The header fields of an answer: names ignore case, fields that came several times keep all their values in order. Immutable.
 *
 * @since 0.1
 */
public final class HttpHeaders {
    private final Map<String, List<String>> fields;

    private HttpHeaders(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Copies the fields. */
    public static HttpHeaders of(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return new HttpHeaders(Collections.unmodifiableMap(copy));
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The value of a field that came exactly once; two different framings of one body are no framing at all. */
    public Optional<String> only(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** All values of a field, in order; empty when it did not come. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** All fields. */
    public Map<String, List<String>> asMap() {
        return fields;
    }
}
