package dev.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentence for people in an error that an origin wrote for programs. Only plain words pass: such bodies may echo addresses and keys. */
final class ErrorText {
    private static final int MOST_BYTES = 2_048;
    private static final Pattern JSON =
            Pattern.compile("\"(?:message|error|detail|error_description)\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");
    private static final Pattern XML = Pattern.compile("(?i)<message>([^<]{1,200})<");
    private static final Pattern PLAIN = Pattern.compile("(?:[\\p{L}\\p{N}.,;:'!?()-]{1,30}(?: |$))+");

    private ErrorText() {}

    static Optional<String> of(byte[] body, int length) {
        String text = new String(body, 0, Math.min(length, MOST_BYTES), UTF_8);
        return found(JSON, text).or(() -> found(XML, text));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1).strip())
                        .filter(words -> PLAIN.matcher(words).matches())
                : Optional.empty();
    }
}
