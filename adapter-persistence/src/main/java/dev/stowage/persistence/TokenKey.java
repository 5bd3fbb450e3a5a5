package dev.stowage.persistence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key for secrets at rest; its id is computed from it, and says nothing about it. */
final class TokenKey {
    static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    private final SecretKey secret;
    private final String id;

    /** @throws IllegalArgumentException when it is not of the right length */
    TokenKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key has " + key.length + " bytes instead of " + BYTES);
        }
        secret = new SecretKeySpec(key, "AES");
        id = id(key);
    }

    String id() {
        return id;
    }

    SecretKey secret() {
        return secret;
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
