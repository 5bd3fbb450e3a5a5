package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text in the path of an address: decoded once, segment by segment, and encoded again the same way. */
final class PathText {
    private static final String PLAIN = "-._~";
    private static final char LOST = '\uFFFD';

    private PathText() {}

    /** One segment, decoded; empty when it is no percent-encoded UTF-8. */
    static Optional<String> decoded(String segment) {
        try {
            String text = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
            return text.indexOf(LOST) >= 0 ? Optional.empty() : Optional.of(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A text as one segment: a slash in it is encoded too. */
    static String segment(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    /** A path: its slashes stay. */
    static String path(String path) {
        return Arrays.stream(path.split("/", -1)).map(PathText::segment).collect(Collectors.joining("/"));
    }

    /** Whether a path of a repository is one that stays inside it on every system and survives the way there and back. */
    static boolean safe(String path) {
        boolean visible = path.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\');
        return visible
                && UTF_8.newEncoder().canEncode(path)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
