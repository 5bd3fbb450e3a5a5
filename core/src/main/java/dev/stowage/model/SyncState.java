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
    /** It is wanted there and has not been tried. */
    public static SyncState pending(Instant at) {
        return new SyncState(Phase.PENDING, 0, Optional.empty(), at);
    }

    /** It is on its way. */
    public static SyncState running(long bytesDone, Instant at) {
        return new SyncState(Phase.RUNNING, bytesDone, Optional.empty(), at);
    }

    /** It is there, proven by its digest. */
    public static SyncState done(long bytes, Instant at) {
        return new SyncState(Phase.DONE, bytes, Optional.empty(), at);
    }

    /** It could not be brought there. */
    public static SyncState failed(Problem why, Instant at) {
        return new SyncState(Phase.FAILED, 0, Optional.of(why), at);
    }

    /** It was taken off, and is not wanted there any more. */
    public static SyncState removed(Instant at) {
        return new SyncState(Phase.REMOVED, 0, Optional.empty(), at);
    }

    /** Whether it is to be brought there without anybody asking for it again. */
    public boolean due() {
        return switch (phase) {
            case PENDING, RUNNING -> true;
            case FAILED -> problem.filter(Problem::retryable).isPresent();
            case DONE, REMOVED -> false;
        };
    }

    /**
     * Where a sync is.
     *
     * @since 0.1
     */
    public enum Phase {
        /** Wanted, and not tried yet. */
        PENDING,
        /** On its way. Never stored: it is told while it happens. */
        RUNNING,
        /** There, proven by its digest. */
        DONE,
        /** Tried in vain; {@link SyncState#due} tells whether it is tried again. */
        FAILED,
        /** Taken off the worker by a person; it comes back only when a person says so. */
        REMOVED;

        /** The name in JSON and in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
