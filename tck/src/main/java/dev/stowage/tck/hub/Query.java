package dev.stowage.tck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The parameters of a request, in their order, or of a form. */
final class Query {
    private final List<Parameter> parameters;

    private record Parameter(String name, String value) {}

    private Query(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** Those of a request target. */
    static Query of(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? new Query(List.of()) : ofForm(target.substring(mark + 1));
    }

    static Query ofForm(String form) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : form.split("&", -1)) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                parameters.add(new Parameter(decoded(part.substring(0, sign)), decoded(part.substring(sign + 1))));
            }
        }
        return new Query(parameters);
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Whether a switch is on. */
    boolean says(String name) {
        return first(name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    OptionalInt number(String name) {
        return first(name).map(Query::parsed).orElseGet(OptionalInt::empty);
    }

    /** The number that a text is; empty when it is none that the sites use. */
    static OptionalInt parsed(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** A text whose escapes are broken stays as it is. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }
}
