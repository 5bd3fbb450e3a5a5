package dev.stowage.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far one asset is on one worker.
 *
 * @param phase where it is
 * @param bytesDone how many bytes have arrived
 * @param problem why it failed, in {@link Phase#FAILED}
 * @param at since when
 * @since 0.1
 */
public record SyncState(Phase phase, long bytesDone, Optional<Problem> problem, Instant at) {
    /**
     * Where a sync is.
     *
     * @since 0.1
     */
    public enum Phase {
        PENDING,
        RUNNING,
        DONE,
        FAILED;

        /** The name in JSON and in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
