package dev.stowage.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An expected failure, told so that a person knows what happened, why, and what to do next.
 *
 * <p>No part holds a secret, a signed URL or a query string: whoever makes a problem names hosts, files and states only.
 *
 * @param kind decides exit code and HTTP status
 * @param code stable name, lower_snake, for programs; {@link Codes} lists ours, plugins may bring their own
 * @param what verb, object and place, as it follows "Could not"
 * @param why the cause, without the final full stop
 * @param advice what to do next, whole sentences; empty when nothing can be done
 * @param retryable whether trying the same again later may help
 * @param need what only a person can do about it
 * @param retryAfter how long the other side asks to wait
 * @since 0.1
 */
public record Problem(
        Kind kind,
        String code,
        String what,
        String why,
        String advice,
        boolean retryable,
        Optional<Need> need,
        Optional<Duration> retryAfter) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** Cleans the texts of control characters. */
    public Problem {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("A problem's code is lower_snake");
        }
        what = Printable.of(what);
        why = Printable.of(why);
        advice = Printable.of(advice);
    }

    /** A problem that time alone does not solve and that asks nobody. */
    public static Problem of(Kind kind, String code, String what, String why, String advice) {
        return new Problem(kind, code, what, why, advice, false, Optional.empty(), Optional.empty());
    }

    /** Somebody's bug, ours or a plugin's; the class of the exception is named, its message (which may hold anything) is not. */
    public static Problem defect(String what, Throwable bug) {
        String place = bug.getStackTrace().length == 0 ? "" : " at " + bug.getStackTrace()[0];
        return of(
                Kind.UNEXPECTED,
                Codes.INTERNAL,
                what,
                "an unexpected " + bug.getClass().getName() + place,
                "Please report this.");
    }

    /** The same, worth trying again. */
    public Problem canRetry() {
        return new Problem(kind, code, what, why, advice, true, need, retryAfter);
    }

    /** The same, worth trying again when so much time has passed. */
    public Problem canRetryAfter(Duration wait) {
        return new Problem(kind, code, what, why, advice, true, need, Optional.of(wait));
    }

    /** The same, waiting for a person. */
    public Problem asking(Need asked) {
        return new Problem(kind, code, what, why, advice, false, Optional.of(asked), retryAfter);
    }

    /** The whole sentence: "Could not WHAT: WHY. ADVICE". */
    public String message() {
        return "Could not " + what + ": " + why + "." + (advice.isEmpty() ? "" : " " + advice);
    }

    /**
     * What sort of failure it is, as the exit code of a command and the status of an HTTP answer tell it.
     *
     * @since 0.1
     */
    public enum Kind {
        /** A defect. */
        UNEXPECTED(1, 500),
        /** The request itself is wrong. */
        USAGE(2, 400),
        /** The download or asset is not in a state for that. */
        CONFLICT(2, 409),
        /** The source has no such thing. */
        NOT_FOUND(3, 404),
        /** The source wants a login, a licence or a purchase. */
        AUTHENTICATION(4, 403),
        /** The network or the origin gave up. */
        NETWORK(5, 502),
        /** The bytes are not what was promised. */
        VERIFICATION(6, 422),
        /** Disk, folder or permission. */
        STORAGE(7, 507),
        /** Somebody stopped it. */
        CANCELLED(8, 409),
        /** A person has to decide. */
        DECISION(10, 409);

        private final int exitCode;
        private final int httpStatus;

        Kind(int exitCode, int httpStatus) {
            this.exitCode = exitCode;
            this.httpStatus = httpStatus;
        }

        /** The exit code of a command that ends with this. */
        public int exitCode() {
            return exitCode;
        }

        /** The status of an HTTP answer that tells this. */
        public int httpStatus() {
            return httpStatus;
        }
    }
}
