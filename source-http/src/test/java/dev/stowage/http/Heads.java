package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Header fields as tests write them. */
final class Heads {
    private Heads() {}

    /** Fields written as {@code Name: value}. */
    static HttpHeaders of(String... lines) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 2));
        }
        return HttpHeaders.of(fields);
    }
}
