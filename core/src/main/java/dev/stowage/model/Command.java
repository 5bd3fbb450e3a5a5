package dev.stowage.model;

import static dev.stowage.model.Status.AWAITING_DECISION;
import static dev.stowage.model.Status.AWAITING_REVIEW;
import static dev.stowage.model.Status.DOWNLOADING;
import static dev.stowage.model.Status.FAILED;
import static dev.stowage.model.Status.PAUSED;
import static dev.stowage.model.Status.QUEUED;
import static dev.stowage.model.Status.SYNCING;
import static dev.stowage.model.Status.VERIFYING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person can do with a download, and in which states.
 *
 * @since 0.1
 */
public enum Command {
    /** Stop for now; the bytes stay. */
    PAUSE(EnumSet.of(QUEUED, DOWNLOADING)),
    /** Go on after a pause. */
    RESUME(EnumSet.of(PAUSED)),
    /** Give up; the bytes stay until they are deleted explicitly. */
    CANCEL(EnumSet.of(
            Status.RESOLVING,
            AWAITING_DECISION,
            QUEUED,
            DOWNLOADING,
            PAUSED,
            VERIFYING,
            AWAITING_REVIEW,
            SYNCING,
            FAILED)),
    /** Try again now. */
    RETRY(EnumSet.of(FAILED, AWAITING_DECISION, QUEUED)),
    /** Answer the open question. */
    DECIDE(EnumSet.of(AWAITING_DECISION)),
    /** Settle the review. */
    REVIEW(EnumSet.of(AWAITING_REVIEW));

    private final Set<Status> where;

    Command(Set<Status> where) {
        this.where = where;
    }

    /** Whether it changes something in this status. */
    public boolean possibleIn(Status status) {
        return where.contains(status);
    }

    /** The name in JSON and in routes. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is possible in a status, in the order above. */
    public static List<Command> possible(Status status) {
        return Arrays.stream(values()).filter(c -> c.possibleIn(status)).collect(Collectors.toUnmodifiableList());
    }

    /**
     * Passes when the command is possible for this download.
     *
     * @throws IllegalCommandException when it is not, naming what is
     */
    void check(Download download) {
        if (!possibleIn(download.status())) {
            throw new IllegalCommandException(refusal(download));
        }
    }

    private Problem refusal(Download download) {
        List<Command> possible = possible(download.status());
        String advice = possible.isEmpty()
                ? "Nothing more can be done with it."
                : "Possible now: " + possible.stream().map(Command::wire).collect(Collectors.joining(", ")) + ".";
        return Problem.of(
                Problem.Kind.CONFLICT,
                Codes.ILLEGAL_STATE,
                wire() + " download " + download.id(),
                "it is " + download.status().wire(),
                advice);
    }
}
