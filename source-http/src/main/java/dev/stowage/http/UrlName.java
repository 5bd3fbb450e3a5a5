package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** The file name that a URL offers: the last segment of its path. The query never names a file. */
final class UrlName {
    private UrlName() {}

    /**
     * Returns the last segment, decoded exactly once and without its {@code ;parameters}. It must still pass
     * {@code FileName.fromUntrusted}.
     *
     * @param encodedPath the path as it is sent ({@code HttpUrl.encodedPath()}); a query or fragment behind it is cut
     *     off
     * @return the name, or empty when there is none, its encoding is broken or it hides a slash or backslash
     */
    static Optional<String> candidate(String encodedPath) {
        String path = upTo('?', upTo('#', encodedPath));
        String segment = upTo(';', path.substring(path.lastIndexOf('/') + 1));
        return StrictDecoder.hexEscaped(segment, '%')
                .map(bytes -> StrictDecoder.text(bytes, UTF_8).orElseGet(() -> new String(bytes, ISO_8859_1)))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\\') < 0);
    }

    private static String upTo(char end, String text) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }
}
