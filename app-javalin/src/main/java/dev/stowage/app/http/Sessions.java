package dev.stowage.app.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who is logged in with a browser. A session is a signed time until which it holds, so that it outlives a restart of the server; it ends
 * with the key that signs it.
 */
final class Sessions {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String ALGORITHM = "HmacSHA256";

    private final ApiKey key;
    private final Clock clock;
    private final String instance = ApiKey.random(22);
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    Sessions(ApiKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Which start of the server this is. */
    String instance() {
        return instance;
    }

    /** A word that opens one session, once. */
    String newCode() {
        String code = ApiKey.random(43);
        codes.add(code);
        return code;
    }

    /** Whether the code is one that was not used yet; it is used from now on. */
    boolean redeem(String code) {
        return codes.remove(code);
    }

    /** A new session. */
    String open() {
        String until = Long.toString(clock.instant().plus(LIFE).getEpochSecond());
        return until + "." + signature(until);
    }

    static Duration life() {
        return LIFE;
    }

    /** Whether this session is one of ours and holds. */
    boolean holds(String session) {
        int dot = session.indexOf('.');
        if (dot < 1) {
            return false;
        }
        String until = session.substring(0, dot);
        boolean ours = MessageDigest.isEqual(
                signature(until).getBytes(StandardCharsets.US_ASCII),
                session.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return ours && Instant.ofEpochSecond(Long.parseLong(until)).isAfter(clock.instant());
    }

    private String signature(String until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            byte[] signed = mac.doFinal(("session until " + until).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
