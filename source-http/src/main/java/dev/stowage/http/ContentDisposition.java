package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file names that {@code Content-Disposition} headers offer (RFC 6266), as servers really write them.
 *
 * <p>Header values come as text. OkHttp has read their bytes as UTF-8 and put U+FFFD where they are not, so a Latin-1
 * letter is lost for good and {@code FileName} makes it {@code _}. Other clients, and servers that encode twice, give
 * one char per byte: such a value is read as UTF-8 when it is valid UTF-8 and as Latin-1 when not.
 */
final class ContentDisposition {
    private static final int MAX_BYTES = 4_096;

    /** RFC 8187: charset, language, percent-encoded text. */
    private static final Pattern EXTENDED_VALUE = Pattern.compile("([^']*)'[^']*'(\\p{ASCII}*)");

    private ContentDisposition() {}

    /**
     * Returns what the headers offer as file names, most trusted first: header by header, {@code filename*} before
     * {@code filename}. The candidates are raw: each must still pass {@code FileName.fromUntrusted}.
     *
     * @param headerValues the values of all such headers in order of arrival; one over 4 KiB is ignored
     */
    static List<String> candidates(List<String> headerValues) {
        return headerValues.stream()
                .filter(value -> value.getBytes(UTF_8).length <= MAX_BYTES)
                .map(ContentDisposition::bytesAsUtf8)
                .map(ContentDisposition::parameters)
                .flatMap(parameters -> Stream.concat(extendedName(parameters).stream(), plainName(parameters).stream()))
                .toList();
    }

    /** Two extended names contradict each other, so that neither counts. */
    private static Optional<String> extendedName(List<Parameter> parameters) {
        List<String> values = values(parameters, "filename*");
        return values.size() == 1 ? extended(values.get(0)) : Optional.empty();
    }

    private static Optional<String> plainName(List<Parameter> parameters) {
        return values(parameters, "filename").stream().findFirst().flatMap(EncodedWords::decode);
    }

    private static Optional<String> extended(String value) {
        Matcher parts = EXTENDED_VALUE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return StrictDecoder.charset(parts.group(1))
                .flatMap(charset -> StrictDecoder.hexEscaped(parts.group(2), '%')
                        .flatMap(bytes -> StrictDecoder.text(bytes, charset)));
    }

    private static List<String> values(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    private static String bytesAsUtf8(String value) {
        boolean charPerByte = value.chars().allMatch(c -> c <= 0xFF);
        return charPerByte
                ? StrictDecoder.text(value.getBytes(ISO_8859_1), UTF_8).orElse(value)
                : value;
    }

    private static List<Parameter> parameters(String header) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < header.length()) {
            int end = endOfSegment(header, start);
            String segment = header.substring(start, end);
            int equals = segment.indexOf('=');
            if (equals > 0) {
                String name = segment.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.add(new Parameter(
                        name, unquoted(segment.substring(equals + 1).strip())));
            }
            start = end + 1;
        }
        return parameters;
    }

    /** A semicolon ends a segment unless it is quoted, and a quote counts only where a value begins. */
    private static int endOfSegment(String header, int start) {
        int semicolon = indexOrEnd(header, ';', start);
        int equals = indexOrEnd(header, '=', start);
        if (semicolon <= equals) {
            return semicolon;
        }
        int value = equals + 1;
        while (value < header.length() && Character.isWhitespace(header.charAt(value))) {
            value++;
        }
        return header.startsWith("\"", value) ? indexOrEnd(header, ';', closingQuote(header, value)) : semicolon;
    }

    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        int end = closingQuote(value, 0);
        for (int at = 1; at < end; at++) {
            if (isEscape(value, at)) {
                at++;
            }
            text.append(value.charAt(at));
        }
        return text.toString();
    }

    private static int closingQuote(String text, int openingQuote) {
        int at = openingQuote + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += isEscape(text, at) ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    /** Only quotes and backslashes are escaped; any other backslash stays, so that a path is seen as one. */
    private static boolean isEscape(String text, int at) {
        return text.startsWith("\\\"", at) || text.startsWith("\\\\", at);
    }

    private static int indexOrEnd(String text, char c, int from) {
        int index = text.indexOf(c, from);
        return index < 0 ? text.length() : index;
    }

    private record Parameter(String name, String value) {}
}
