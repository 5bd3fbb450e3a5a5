package dev.stowage.internal.hashing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's digests, which use the processor's instructions where it has them. */
final class Sha {
    private Sha() {}

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** SHA-1 as Git names a blob of this size, the header already in it. */
    static MessageDigest gitBlob(long totalBytes) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(("blob " + totalBytes + "\0").getBytes(StandardCharsets.US_ASCII));
        return sha1;
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + name, e);
        }
    }
}
