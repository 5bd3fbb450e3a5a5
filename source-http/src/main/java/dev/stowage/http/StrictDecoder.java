package dev.stowage.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;

/** Decodes text from the network exactly once, and not at all when it is malformed. */
final class StrictDecoder {
    private StrictDecoder() {}

    /** Returns the bytes of a text in which an escape character and two hex digits stand for one byte ({@code %20}). */
    static Optional<byte[]> hexEscaped(String text, char escape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            if (text.charAt(at) == escape) {
                int value = hexByte(text, next);
                if (value < 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                next += 2;
            } else {
                bytes.writeBytes(text.substring(at, next).getBytes(UTF_8));
            }
            at = next;
        }
        return Optional.of(bytes.toByteArray());
    }

    static Optional<String> text(byte[] bytes, Charset charset) {
        try {
            // A new decoder reports errors, unlike the constructors of String.
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns one of the charsets that every recipient has to know; others carry more surprises than file names. */
    static Optional<Charset> charset(String name) {
        return Stream.of(UTF_8, ISO_8859_1, US_ASCII)
                .filter(charset -> charset.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static int hexByte(String text, int at) {
        if (at + 2 > text.length() || !isHex(text.charAt(at)) || !isHex(text.charAt(at + 1))) {
            return -1;
        }
        return Integer.parseInt(text, at, at + 2, 16);
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
