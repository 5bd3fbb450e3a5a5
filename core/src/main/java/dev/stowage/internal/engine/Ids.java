package dev.stowage.internal.engine;

import dev.stowage.model.DownloadId;
import java.security.SecureRandom;
import java.time.Clock;

/** New ids: 26 characters of Crockford's base 32, sorted by time, then by chance (the form of a ULID). */
final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** The id of the n-th file of a reference, from 2; it follows from the first one's, so that nobody has to remember it. */
    static DownloadId sibling(DownloadId first, int number) {
        return new DownloadId(first + "-" + number);
    }

    DownloadId next() {
        StringBuilder id = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
        long time = clock.millis();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            id.append(ALPHABET.charAt((int) (time >>> (5 * digit)) & 31));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new DownloadId(id.toString());
    }
}
