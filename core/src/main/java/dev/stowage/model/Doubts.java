package dev.stowage.model;

import java.util.ArrayList;
import java.util.List;

/** Which findings make a person look. */
final class Doubts {
    private Doubts() {}

    /** Turns doubts into notes when nobody wants to be asked, and adds one when a person wants to look each time. */
    static List<Finding> weigh(List<Finding> found, ReviewMode mode) {
        return switch (mode) {
            case NEVER -> settled(found);
            case DOUBTFUL -> List.copyOf(found);
            case ALWAYS -> with(found, Finding.doubt(Codes.REVIEW_WANTED, "A review was asked for."));
        };
    }

    static List<Finding> with(List<Finding> findings, Finding more) {
        List<Finding> all = new ArrayList<>(findings);
        all.removeIf(finding -> finding.code().equals(more.code()));
        all.add(more);
        return List.copyOf(all);
    }

    /** Only the notes: whatever was doubted is looked at again. */
    static List<Finding> none(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.blocking()).toList();
    }

    /** What is left of doubts when a person has said what it is and where it goes; a name that is taken is found out when it is placed. */
    static List<Finding> reviewed(List<Finding> findings, Draft card, PlacementDecision decision, boolean moved) {
        List<Finding> left = new ArrayList<>(findings);
        left.removeIf(finding -> switch (finding.code()) {
            case Codes.NO_RULE -> true;
            case Codes.TYPE_UNKNOWN -> !card.type().equals(ModelType.UNKNOWN);
            case Codes.TARGET_EXISTS -> moved;
            default -> false;
        });
        left.addAll(decision.doubts());
        return List.copyOf(left);
    }

    static List<Finding> settled(List<Finding> findings) {
        return findings.stream().map(f -> Finding.note(f.code(), f.sentence())).toList();
    }
}
