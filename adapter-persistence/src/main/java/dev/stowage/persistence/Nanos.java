package dev.stowage.persistence;

import java.time.Instant;

/**
 * Moments as numbers that sort, for columns: nanoseconds since 1970; those beyond 1677 and 2262 meet at the ends.
 *
 * @since 0.1
 */
public final class Nanos {
    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    public static long of(Instant moment) {
        try {
            return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), SECOND), moment.getNano());
        } catch (ArithmeticException e) {
            return moment.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    public static Instant moment(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
