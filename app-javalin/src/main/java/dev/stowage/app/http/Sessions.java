package dev.stowage.app.http;

import dev.stowage.spi.StowageException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who is logged in with a browser. A session is a name and the time until which it holds, signed, so that it outlives a restart of the
 * server; it ends when its user logs out, and with the key that signs it.
 */
final class Sessions {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SIGNED = Pattern.compile("[0-9]{1,15}-[0-9A-Za-z]+");

    private final ApiKey key;
    private final EndedSessions ended;
    private final Clock clock;
    private final String instance = ApiKey.random(22);
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    Sessions(ApiKey key, EndedSessions ended, Clock clock) {
        this.key = key;
        this.ended = ended;
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
        String what = clock.instant().plus(LIFE).getEpochSecond() + "-" + ApiKey.random(22);
        return what + "." + signature(what);
    }

    static Duration life() {
        return LIFE;
    }

    /** Tells whether this session holds, now and whenever it is asked again; empty when it does not, or is none of ours. */
    Optional<BooleanSupplier> find(String session) {
        return signed(session).filter(this::holds).map(what -> () -> holds(what));
    }

    /**
     * It holds no more, also when the server is started again.
     *
     * @throws StowageException when that cannot be kept; until it ends, this server knows it nevertheless
     */
    void end(String session) throws StowageException {
        Optional<String> what = signed(session).filter(one -> until(one).isAfter(clock.instant()));
        if (what.isPresent()) {
            ended.add(what.get(), until(what.get()));
        }
    }

    /** What is signed; empty when it is not, or not by us. */
    private Optional<String> signed(String session) {
        int dot = session.indexOf('.');
        String what = session.substring(0, Math.max(dot, 0));
        boolean ours = MessageDigest.isEqual(
                signature(what).getBytes(StandardCharsets.US_ASCII),
                session.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return Optional.of(what).filter(text -> ours && SIGNED.matcher(text).matches());
    }

    private boolean holds(String what) {
        return until(what).isAfter(clock.instant()) && !ended.contains(what);
    }

    private static Instant until(String what) {
        return Instant.ofEpochSecond(Long.parseLong(what.substring(0, what.indexOf('-'))));
    }

    private String signature(String what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            byte[] signed = mac.doFinal(("session until " + what).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
