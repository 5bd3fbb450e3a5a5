package dev.stowage.model;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest: the identity of bytes.
 *
 * @param hex exactly 64 hexadecimal digits, lower case
 * @since 0.1
 */
public record Sha256(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LABEL = Pattern.compile("(?i)^sha-?256[:=-]");
    private static final int BASE64_LENGTH = 44;
    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** @throws IllegalArgumentException when the text is not 64 lower-case hexadecimal digits */
    public Sha256 {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("A SHA-256 has exactly 64 hexadecimal digits in lower case");
        }
    }

    /**
     * Reads a digest as people and sites write it: upper case, spaces and quotes around it, a {@code sha256:} label (also {@code =} or
     * {@code -}), or base64 of 44 characters.
     *
     * @return the digest, or empty when the text is anything else, such as an MD5 or a shortened fingerprint
     */
    public static Optional<Sha256> parse(String text) {
        String bare = unquoted(LABEL.matcher(unquoted(text)).replaceFirst(""));
        String lower = bare.toLowerCase(Locale.ROOT);
        if (HEX.matcher(lower).matches()) {
            return Optional.of(new Sha256(lower));
        }
        return bare.length() == BASE64_LENGTH ? ofBase64(bare) : Optional.empty();
    }

    /** Whether no real file can have been meant: the digest of nothing, or all digits equal to zero. */
    public boolean bogus() {
        return hex.equals(OF_NOTHING) || hex.chars().allMatch(c -> c == '0');
    }

    /** The first eight digits, enough for a person to compare. */
    public String shortForm() {
        return hex.substring(0, 8);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
    }

    private static Optional<Sha256> ofBase64(String text) {
        try {
            byte[] digest = Base64.getDecoder().decode(text);
            return digest.length == 32 ? Optional.of(new Sha256(HexFormat.of().formatHex(digest))) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
