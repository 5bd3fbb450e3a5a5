package dev.stowage.model;

import static dev.stowage.model.Status.AWAITING_DECISION;
import static dev.stowage.model.Status.AWAITING_REVIEW;
import static dev.stowage.model.Status.COMPLETED;
import static dev.stowage.model.Status.DOWNLOADING;
import static dev.stowage.model.Status.FAILED;
import static dev.stowage.model.Status.PAUSED;
import static dev.stowage.model.Status.PLACING;
import static dev.stowage.model.Status.QUEUED;
import static dev.stowage.model.Status.REGISTERING;
import static dev.stowage.model.Status.SYNCING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a person can do with a download, and in which states.
 *
 * @since 0.1
 */
public enum Command {
    /** Stop for now; the bytes stay. */
    PAUSE,
    /** Go on after a pause. */
    RESUME,
    /** Give up; the bytes stay until they are deleted explicitly. */
    CANCEL,
    /** Try again now. */
    RETRY,
    /** Answer the open question. */
    DECIDE,
    /** Settle the review. */
    REVIEW,
    /** Let it go before others, or after them. */
    PRIORITISE,
    /** Read the placed file again and compare it with what was registered. */
    VERIFY;

    /** Whether it changes something in this status. */
    public boolean possibleIn(Status status) {
        return switch (this) {
            case PAUSE -> status == QUEUED || status == DOWNLOADING;
            case RESUME -> status == PAUSED;
            case CANCEL -> !status.ended() && status != PLACING && status != REGISTERING;
            case RETRY -> status == FAILED || status == AWAITING_DECISION || status == QUEUED;
            case DECIDE -> status == AWAITING_DECISION;
            case REVIEW -> status == AWAITING_REVIEW;
            case PRIORITISE -> !status.ended();
            case VERIFY -> status == SYNCING || status == COMPLETED;
        };
    }

    /** The name in JSON and of its route. */
    public String wire() {
        return switch (this) {
            case DECIDE -> "decision";
            case PRIORITISE -> "priority";
            default -> verb();
        };
    }

    private String verb() {
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
    public void check(Download download) {
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
                verb() + " download " + download.id(),
                "it is " + download.status().wire(),
                advice);
    }
}
