package dev.stowage.app;

import dev.stowage.app.served.Server;
import dev.stowage.app.text.Text;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to tell the person about an outcome, and which option would settle what is left open. */
final class Sentences {
    private final String again;
    private final Duration patience;
    private final Logins logins;

    /** @param again the command that goes on */
    Sentences(String again, Duration patience, Logins logins) {
        this.again = again;
        this.patience = patience;
        this.logins = logins;
    }

    /** The sentence about an outcome that is not simply good. */
    Optional<String> about(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Optional.of(refused(refused.problem()));
        }
        if (outcome instanceof Outcome.Left left) {
            return Optional.of(left(left.download()));
        }
        if (outcome instanceof Outcome.Served served) {
            return Optional.of(served(served));
        }
        return outcome instanceof Outcome.Rested rested ? rested(rested.download()) : Optional.empty();
    }

    /** A server that ended before it answered may have taken it all the same; asked again, it is the same download. */
    private String refused(Problem problem) {
        return problem.code().equals(Server.GONE) ? goOn(problem) : told(problem);
    }

    private String goOn(Problem problem) {
        return Text.sentences(problem.message(), "To go on, run: " + again);
    }

    private String left(Download download) {
        return Text.sentences(still(download), "It stays queued; to go on, run: " + again);
    }

    private String served(Outcome.Served served) {
        return served.problem()
                .map(this::goOn)
                .orElseGet(() -> Text.sentences(
                        still(served.download()),
                        "It stays at the server, which goes on by itself; to follow it again, run: " + again));
    }

    private String still(Download download) {
        return download.problem()
                .map(Problem::message)
                .orElseGet(() -> "Could not get " + named(download) + ": nothing moved for " + patience.toSeconds()
                        + " seconds.");
    }

    private Optional<String> rested(Download download) {
        return switch (download.status()) {
            case COMPLETED -> reused(download);
            case AWAITING_REVIEW -> Optional.of(review(download));
            case AWAITING_DECISION -> Optional.of(message(download) + login(download));
            case FAILED -> Optional.of(message(download));
            case PAUSED -> Optional.of(named(download) + " is paused; to go on, run: " + again);
            default -> Optional.of(named(download) + " was " + download.status().wire() + ".");
        };
    }

    private static Optional<String> reused(Download download) {
        return download.findings().stream()
                .filter(finding -> finding.code().equals(Codes.SKIPPED))
                .map(finding -> finding.sentence() + Settling.second())
                .findFirst();
    }

    private static String review(Download download) {
        List<Finding> doubts = Settling.doubts(download);
        String why = doubts.stream().map(Finding::sentence).collect(Collectors.joining(" "));
        return named(download) + " waits for your review: " + why + " To settle it, run the command again with "
                + Settling.options(doubts) + ".";
    }

    private String login(Download download) {
        return logins.way(download).map(way -> " " + way).orElse("");
    }

    private static String message(Download download) {
        return download.problem().map(Sentences::told).orElseGet(() -> named(download) + " has failed.");
    }

    private static String told(Problem problem) {
        return problem.message() + Settling.hint(problem);
    }

    private static String named(Download download) {
        String place = download.reference().place();
        boolean known = download.fileName().isPresent() && download.status() != Status.RESOLVING;
        return known ? download.label() + " from " + place : place;
    }
}
