package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encoding {@code =?UTF-8?B?…?=} of RFC 2047: made for mail, yet some servers use it in HTTP headers. */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?*]*)(?:\\*[^?]*)?\\?([BbQq])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

    private EncodedWords() {}

    /** Returns the text with every encoded word decoded once; empty when one of them is malformed. */
    static Optional<String> decode(String text) {
        Matcher word = WORD.matcher(BETWEEN_WORDS.matcher(text).replaceAll(""));
        StringBuilder decoded = new StringBuilder();
        while (word.find()) {
            Optional<String> content = content(word);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            word.appendReplacement(decoded, Matcher.quoteReplacement(content.get()));
        }
        return Optional.of(word.appendTail(decoded).toString());
    }

    private static Optional<String> content(Matcher word) {
        Optional<byte[]> bytes = word.group(2).equalsIgnoreCase("B")
                ? base64(word.group(3))
                : StrictDecoder.hexEscaped(word.group(3).replace('_', ' '), '=');
        return StrictDecoder.charset(word.group(1))
                .flatMap(charset -> bytes.flatMap(b -> StrictDecoder.text(b, charset)));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.getBytes(ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
