package dev.stowage.http;

import dev.stowage.spi.HttpHeaders;
import java.net.ProtocolException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * What an answer says about its own length, believed only when it says one thing.
 *
 * <p>OkHttp takes the last of several lengths and reads a negative one; here either is the end of the answer. A length beside
 * {@code Transfer-Encoding} means nothing (RFC 9112, section 6.3) and is taken out.
 */
final class Framing {
    private static final int MOST_FIELDS = 1_000;
    private static final String LENGTH = "Content-Length";
    private static final String TRANSFER = "Transfer-Encoding";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");

    private Framing() {}

    /** The fields as they may be believed. */
    static HttpHeaders checked(Headers headers) throws ProtocolException {
        if (headers.size() > MOST_FIELDS) {
            throw new ProtocolException("more than " + MOST_FIELDS + " header fields");
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> fields.put(name, headers.values(name)));
        List<String> lengths = fields.getOrDefault(LENGTH, List.of());
        if (fields.containsKey(TRANSFER)) {
            chunkedOnly(fields.get(TRANSFER));
            fields.remove(LENGTH);
        } else if (!lengths.isEmpty()) {
            fields.put(LENGTH, List.of(theOne(lengths)));
        }
        return HttpHeaders.of(fields);
    }

    /** Whether both kinds of framing came: who reads the other one sees other answers on this connection than we do. */
    static boolean ambiguous(Headers headers) {
        return headers.get(TRANSFER) != null && headers.get(LENGTH) != null;
    }

    private static void chunkedOnly(List<String> codings) throws ProtocolException {
        if (codings.size() != 1
                || !codings.get(0).trim().toLowerCase(Locale.ROOT).equals("chunked")) {
            throw new ProtocolException("a transfer coding nobody asked for");
        }
    }

    private static String theOne(List<String> lengths) throws ProtocolException {
        String first = lengths.get(0).split(",", 2)[0].trim();
        for (String field : lengths) {
            for (String length : field.split(",", -1)) {
                if (!length.trim().equals(first)) {
                    throw new ProtocolException("several different lengths");
                }
            }
        }
        if (!NUMBER.matcher(first).matches() || tooLong(first)) {
            throw new ProtocolException("a length that is no number");
        }
        return first;
    }

    private static boolean tooLong(String digits) {
        try {
            return Long.parseLong(digits) < 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
