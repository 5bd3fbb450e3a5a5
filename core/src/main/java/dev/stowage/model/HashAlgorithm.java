package dev.stowage.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How bytes are fingerprinted.
 *
 * @since 0.1
 */
public enum HashAlgorithm {
    /** SHA-256 of the bytes (FIPS 180-4); the identity of a file in Stowage. */
    SHA256(64),
    /** Git's blob id: SHA-1 over {@code "blob " + length + NUL} and the bytes; all that HuggingFace publishes for small files. */
    GIT_SHA1(40);

    private final int hexDigits;

    HashAlgorithm(int hexDigits) {
        this.hexDigits = hexDigits;
    }

    /** The length of a digest in hexadecimal digits. */
    public int hexDigits() {
        return hexDigits;
    }

    /** The name in JSON and in the database, lower_snake. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm with this {@link #wire} name. */
    public static Optional<HashAlgorithm> ofWire(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire().equals(wire)).findFirst();
    }
}
