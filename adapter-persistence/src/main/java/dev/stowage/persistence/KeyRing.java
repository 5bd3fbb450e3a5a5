package dev.stowage.persistence;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of an installation: the first encrypts, all decrypt, so that a new one can be put in front of the old.
 *
 * @param keys in their order, at least one
 */
record KeyRing(List<TokenKey> keys) {
    private static final Pattern COMMENT = Pattern.compile("(?m)#.*$");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");

    KeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
    }

    /**
     * Reads keys of 32 bytes in base64 or hexadecimal digits, with line breaks, blanks or commas between them; {@code #} begins a comment.
     *
     * @throws IllegalArgumentException when they are not; its message repeats none of the text
     */
    static KeyRing parse(String text) {
        List<TokenKey> keys = new ArrayList<>();
        for (String word : BETWEEN.split(COMMENT.matcher(text).replaceAll(" "), -1)) {
            if (!word.isEmpty()) {
                keys.add(new TokenKey(bytes(word)));
            }
        }
        return new KeyRing(keys);
    }

    /** A new key as text. */
    static String generate() {
        byte[] key = new byte[TokenKey.BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** The one that encrypts. */
    TokenKey first() {
        return keys.get(0);
    }

    Optional<TokenKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static byte[] bytes(String word) {
        if (word.length() == 2 * TokenKey.BYTES && HEX.matcher(word).matches()) {
            return HexFormat.of().parseHex(word);
        }
        try {
            return Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a key is neither base64 nor hexadecimal"); // the cause repeats a part of it
        }
    }
}
