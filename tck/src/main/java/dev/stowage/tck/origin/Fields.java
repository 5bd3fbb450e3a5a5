package dev.stowage.tck.origin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The field lines of a head in their order, doubles included; immutable. */
record Fields(List<Field> lines) {
    static final Fields NONE = new Fields(List.of());

    /** One line of a head; the value is kept as written, control characters and all. */
    record Field(String name, String value) {
        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        byte[] encoded() {
            boolean latin = value.chars().allMatch(c -> c <= 0xFF);
            Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            return (name + ": " + value + "\r\n").getBytes(charset);
        }
    }

    Fields {
        lines = List.copyOf(lines);
    }

    Fields plus(String name, String value) {
        List<Field> more = new ArrayList<>(lines);
        more.add(new Field(name, value));
        return new Fields(more);
    }

    Fields minus(String name) {
        return new Fields(lines.stream().filter(line -> !line.isNamed(name)).toList());
    }

    Fields with(String name, String value) {
        return minus(name).plus(name, value);
    }

    Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.isNamed(name))
                .map(Field::value)
                .findFirst();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /** Whether a comma-separated field contains a token, ignoring case. */
    boolean says(String name, String token) {
        return first(name).stream()
                .flatMap(value -> List.of(value.toLowerCase(Locale.ROOT).split(",", -1)).stream())
                .anyMatch(item -> item.trim().equals(token));
    }

    Map<String, List<String>> byName() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Field line : lines) {
            map.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value());
        }
        return map;
    }

    byte[] encoded() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (Field line : lines) {
            encoded.writeBytes(line.encoded());
        }
        return encoded.toByteArray();
    }
}
