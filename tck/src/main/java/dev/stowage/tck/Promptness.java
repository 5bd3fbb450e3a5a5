package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;

/** Judges how long something takes by itself. A machine that pauses makes it longer now and then; one attempt in time is proof enough. */
final class Promptness {
    private static final int ATTEMPTS = 3;

    private Promptness() {}

    /** Something that is timed. */
    interface Attempt {
        /** Does it; how many nanoseconds it took. It may stop when that has become too many. */
        long nanos() throws Exception;
    }

    /** Fails when every attempt takes longer. */
    static void assertWithin(Duration limit, String what, Attempt attempt) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (attempt.nanos() < limit.toNanos()) {
                return;
            }
        }
        fail(what + " takes more than " + limit.toMillis() + " ms, however often it is tried");
    }
}
