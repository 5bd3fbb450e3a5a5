package dev.stowage.model;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a file belongs, and why.
 *
 * @param root the models folder, absolute
 * @param target the place below it, file name included
 * @param rule the name of the rule that won
 * @param explanation one line per rule looked at: why it won or did not
 * @param doubts what makes this place uncertain, possibly nothing
 * @since 0.1
 */
public record PlacementDecision(
        Path root, SafePath target, String rule, List<String> explanation, List<Finding> doubts) {
    public PlacementDecision {
        explanation = List.copyOf(explanation);
        doubts = List.copyOf(doubts);
    }

    /** The absolute path that the file is to have. */
    public Path path() {
        return target.resolveUnder(root);
    }

    /** The absolute folder that the file is to lie in. */
    public Path folder() {
        return target.parent().map(folder -> folder.resolveUnder(root)).orElse(root);
    }

    /** The same folder and rule with another file name. */
    public PlacementDecision named(FileName name) {
        return new PlacementDecision(root, target.withFileName(name), rule, explanation, doubts);
    }
}
