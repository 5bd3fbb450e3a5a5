package dev.stowage.app;

import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a person settles what is left open, in options of {@code get}. */
final class Settling {
    private static final String PROVEN = "--sha256 HEX";
    private static final String AS_IT_IS = "--review never";
    private static final String NAMED = "--file NAME";
    private static final String ANYWAY = "--on-duplicate";

    private Settling() {}

    /** The options that answer what a problem asks, as a sentence behind it; empty when none does. */
    static String hint(Problem problem) {
        String options = problem.need()
                .map(need -> switch (need) {
                    case CHOOSE_FILE -> NAMED;
                    case DUPLICATE -> ANYWAY + " skip or " + ANYWAY + " download";
                    default -> "";
                })
                .orElse("");
        return options.isEmpty() ? "" : " To settle it, add " + options + " to get.";
    }

    /** How what was taken because it is there already would not have been. */
    static String second() {
        return " To get a second file beside it, add " + ANYWAY + " download.";
    }

    /** What a review waits for. */
    static List<Finding> doubts(Download download) {
        return download.findings().stream().filter(Finding::blocking).toList();
    }

    /** The command that settles what is open or goes on; empty when nothing is left to do. */
    static Optional<String> command(Download download, Again again) {
        String get = again.get(List.of(download.reference()));
        return switch (download.status()) {
            case COMPLETED, CANCELLED -> Optional.empty();
            case AWAITING_REVIEW -> Optional.of(get + " " + options(doubts(download)));
            case AWAITING_DECISION ->
                Optional.of(
                        duplicate(download)
                                ? get + " " + ANYWAY + " skip, or " + ANYWAY + " download"
                                : get + choice(download));
            default -> Optional.of(get);
        };
    }

    /** Whether the open question is what to do about a duplicate. */
    static boolean duplicate(Download download) {
        return download.need().filter(need -> need == Need.DUPLICATE).isPresent();
    }

    private static String choice(Download download) {
        return download.need().filter(need -> need == Need.CHOOSE_FILE).isPresent() ? " " + NAMED : "";
    }

    /** The options that settle these doubts. Who accepts a file as it is has no need to prove it. */
    static String options(Collection<Finding> doubts) {
        Set<String> options = doubts.stream().map(Settling::option).collect(Collectors.toCollection(TreeSet::new));
        if (options.contains(AS_IT_IS)) {
            options.remove(PROVEN + " or " + AS_IT_IS);
        }
        return String.join(" and ", options);
    }

    private static String option(Finding doubt) {
        return switch (doubt.code()) {
            case Codes.TYPE_UNKNOWN, Codes.NO_RULE -> "--type TYPE";
            case Codes.UNVERIFIED -> PROVEN + " or " + AS_IT_IS;
            case Codes.TARGET_EXISTS, Codes.NAME_TAKEN -> "--name NAME or " + ANYWAY + " download";
            case Codes.REVIEW_WANTED -> "--review doubtful";
            default -> AS_IT_IS;
        };
    }
}
