package dev.stowage.tck.hub;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object in JSON that is put together field by field, in their order. Not thread-safe. */
final class Json {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private Json() {}

    static Json object() {
        return new Json();
    }

    /** @param value text, number, boolean, null, an object, a list or a map of such */
    Json put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    Json putIf(boolean condition, String name, @Nullable Object value) {
        return condition ? put(name, value) : this;
    }

    Json putKnown(String name, Optional<?> value) {
        value.ifPresent(known -> put(name, known));
        return this;
    }

    Json putAll(Map<String, ? extends @Nullable Object> others) {
        fields.putAll(others);
        return this;
    }

    /** Without what is null or empty. */
    Json dense() {
        Json dense = object();
        fields.forEach((name, value) -> dense.putIf(says(value), name, value));
        return dense;
    }

    /** Only these fields. */
    Json only(Collection<String> names) {
        Json some = object();
        fields.forEach((name, value) -> some.putIf(names.contains(name), name, value));
        return some;
    }

    @Override
    public String toString() {
        return text(this);
    }

    static String text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** The texts of the first list in a document, for requests that hold little else. */
    static List<String> firstList(String document) {
        int from = document.indexOf('[');
        int to = document.indexOf(']', from);
        return from < 0 || to < 0
                ? List.of()
                : STRING.matcher(document.substring(from, to))
                        .results()
                        .map(found -> unescaped(found.group(1)))
                        .toList();
    }

    private static boolean says(@Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof String string && string.isEmpty());
        return !nothing;
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (value instanceof Json object) {
            list(object.fields.entrySet().stream(), '{', '}', text);
        } else if (value instanceof Map<?, ?> map) {
            // Sorted, because many maps have another order in each run.
            list(new TreeMap<Object, @Nullable Object>(map).entrySet().stream(), '{', '}', text);
        } else if (value instanceof Map.Entry<?, ?> field) {
            quote(String.valueOf(field.getKey()), text);
            text.append(':');
            write(field.getValue(), text);
        } else if (value instanceof Collection<?> values) {
            list(values.stream(), '[', ']', text);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quote(value.toString(), text);
        }
    }

    private static void list(Stream<?> values, char open, char close, StringBuilder text) {
        text.append(open);
        for (Iterator<?> rest = values.iterator(); rest.hasNext(); ) {
            write(rest.next(), text);
            text.append(rest.hasNext() ? "," : "");
        }
        text.append(close);
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            text.append(escaped(value.charAt(i)));
        }
        text.append('"');
    }

    private static String escaped(char character) {
        if (character == '"' || character == '\\') {
            return "\\" + character;
        }
        return character < ' ' ? String.format("\\u%04x", (int) character) : String.valueOf(character);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(Json::meant);
    }

    private static String meant(MatchResult escape) {
        String code = escape.group(1);
        String meant = switch (code.charAt(0)) {
            case 'u' -> code.length() == 5 ? Character.toString(Integer.parseInt(code.substring(1), 16)) : code;
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> code;
        };
        return Matcher.quoteReplacement(meant);
    }
}
