package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Problem and attempts so far → wait, ask a person, or give up. */
final class RetryPlan {
    private static final int HOPELESS = 3;
    private static final int MOST_DOUBLINGS = 30;

    private final Limits limits;
    private final Clock clock;
    private final ProgressBoard board;

    RetryPlan(Limits limits, Clock clock, ProgressBoard board) {
        this.limits = limits;
        this.clock = clock;
        this.board = board;
    }

    Download after(Download download, Problem problem) {
        Status status = download.status();
        if (problem.need().isPresent() && status.mayBecome(Status.AWAITING_DECISION)) {
            return asking(download, problem);
        }
        int attempts = progressed(download) ? 1 : download.attempts() + 1;
        if (problem.retryable() && attempts < most(problem)) {
            Instant until = clock.instant().plus(delay(attempts, problem));
            return status.mayBecome(Status.QUEUED)
                    ? download.waiting(problem, until, attempts)
                    : download.delayed(problem, until, attempts);
        }
        return download.failed(problem);
    }

    /** Space comes back by itself, when somebody clears up: nobody has to come and say so. */
    private Download asking(Download download, Problem problem) {
        return problem.need().filter(need -> need == Need.FREE_SPACE).isPresent()
                ? download.asking(problem, clock.instant().plus(limits.recheck()))
                : download.asking(problem);
    }

    private boolean progressed(Download download) {
        return board.goodBytes(download.id()).orElse(0) > download.receivedBytes();
    }

    private int most(Problem problem) {
        return switch (problem.code()) {
            case Codes.NO_SUCH_HOST, Codes.BAD_FRAMING, Codes.TLS_FAILED, Codes.EMPTY_REPLY ->
                Math.min(HOPELESS, limits.attempts());
            default -> limits.attempts();
        };
    }

    /** How long to wait after so many failures one after the other. */
    static Duration wait(Limits limits, int failures) {
        Duration own = limits.firstRetry().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return own.compareTo(limits.longestRetry()) > 0 ? limits.longestRetry() : own;
    }

    /** Whether it has to wait where it is. */
    boolean tooEarly(Download download) {
        return download.retryAt().filter(at -> at.isAfter(clock.instant())).isPresent();
    }

    private Duration delay(int attempts, Problem problem) {
        Duration capped = wait(limits, attempts);
        return problem.retryAfter().filter(asked -> asked.compareTo(capped) > 0).orElse(capped);
    }
}
