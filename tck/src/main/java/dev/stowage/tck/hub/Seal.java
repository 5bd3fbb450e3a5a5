package dev.stowage.tck.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs addresses, so that nobody can make one up or stretch its time. */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    Seal(String key) {
        this.key = key.getBytes(UTF_8);
    }

    /** 64 digits in lower case. */
    String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    boolean fits(String text, String signature) {
        return MessageDigest.isEqual(of(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }
}
