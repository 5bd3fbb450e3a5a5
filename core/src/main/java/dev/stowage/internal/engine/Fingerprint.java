package dev.stowage.internal.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short text that stands for others, one after the other: equal for equal ones. Not thread-safe. */
final class Fingerprint {
    private static final int DIGITS = 32;

    private final MessageDigest digest = sha256();

    /** Each goes in with its length, so that no two lists are the same bytes. */
    Fingerprint add(String text) {
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** 32 hexadecimal digits; nothing can be added afterwards. */
    String text() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
