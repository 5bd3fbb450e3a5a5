package dev.stowage.model;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a download is. The only copy of the table of legal transitions is here.
 *
 * @since 0.1
 */
public enum Status {
    /** Finding out what the reference means. */
    RESOLVING,
    /** A person has to do something; {@link Download#need} says what, {@link Download#retryAt} when it looks again by itself. */
    AWAITING_DECISION,
    /** Waiting for a slot, or until {@link Download#retryAt}. */
    QUEUED,
    /** Bytes are coming in. */
    DOWNLOADING,
    /** Stopped by a person; the bytes stay. */
    PAUSED,
    /** All bytes are here; comparing digests and looking at the container. */
    VERIFYING,
    /** A person looks at the findings. */
    AWAITING_REVIEW,
    /** Getting its final name. */
    PLACING,
    /** Being entered in the registry. */
    REGISTERING,
    /** Going to the workers. */
    SYNCING,
    /** Done: verified, placed, registered; or taken from what was there already. */
    COMPLETED,
    /** Gave up; {@link Download#problem} says why. Can be tried again. */
    FAILED,
    /** Given up by a person. */
    CANCELLED;

    private static final Map<Status, Set<Status>> NEXT = Map.ofEntries(
            entry(RESOLVING, EnumSet.of(AWAITING_DECISION, QUEUED, COMPLETED, FAILED, CANCELLED)),
            entry(AWAITING_DECISION, EnumSet.of(QUEUED, COMPLETED, RESOLVING, VERIFYING, CANCELLED)),
            entry(QUEUED, EnumSet.of(DOWNLOADING, RESOLVING, PAUSED, AWAITING_DECISION, FAILED, CANCELLED)),
            entry(DOWNLOADING, EnumSet.of(VERIFYING, PAUSED, QUEUED, AWAITING_DECISION, COMPLETED, FAILED, CANCELLED)),
            entry(PAUSED, EnumSet.of(QUEUED, CANCELLED)),
            entry(
                    VERIFYING,
                    EnumSet.of(PLACING, AWAITING_REVIEW, QUEUED, AWAITING_DECISION, COMPLETED, FAILED, CANCELLED)),
            entry(AWAITING_REVIEW, EnumSet.of(PLACING, VERIFYING, COMPLETED, CANCELLED)),
            entry(PLACING, EnumSet.of(REGISTERING, AWAITING_REVIEW, AWAITING_DECISION, FAILED)),
            entry(REGISTERING, EnumSet.of(SYNCING, COMPLETED, FAILED)),
            entry(SYNCING, EnumSet.of(COMPLETED)),
            entry(FAILED, EnumSet.of(RESOLVING, QUEUED, VERIFYING, PLACING, REGISTERING, AWAITING_REVIEW, CANCELLED)),
            entry(COMPLETED, EnumSet.noneOf(Status.class)),
            entry(CANCELLED, EnumSet.noneOf(Status.class)));

    private static final Set<Status> CARRIED =
            EnumSet.of(RESOLVING, DOWNLOADING, VERIFYING, PLACING, REGISTERING, SYNCING);

    /** Whether a download may go from here to there in one step. No status may become itself. */
    public boolean mayBecome(Status next) {
        return next(this).contains(next);
    }

    /** Whether nothing can follow any more. */
    public boolean ended() {
        return next(this).isEmpty();
    }

    /** Whether Stowage itself has work to do on it now; otherwise it rests until time or a person moves it. */
    public boolean carried() {
        return CARRIED.contains(this);
    }

    /** The name in JSON and in the database, lower_snake. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this {@link #wire} name. */
    public static Optional<Status> ofWire(String wire) {
        return Arrays.stream(values()).filter(s -> s.wire().equals(wire)).findFirst();
    }

    private static Set<Status> next(Status status) {
        Set<Status> next = NEXT.get(status);
        if (next == null) {
            throw new IllegalStateException("No row for " + status);
        }
        return next;
    }
}
