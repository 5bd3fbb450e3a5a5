package dev.stowage.spi;

import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import java.util.List;
import java.util.Optional;

/**
 * Port 4. Says where a file belongs. A pure function: no disk, no network, no clock; same input, same answer, with its explanation.
 *
 * @since 0.1
 */
public interface PlacementPolicy {
    /**
     * Decides from what is known; called before the download (to choose the file system) and again after inspection.
     *
     * @param rules the admin's, in order; the policy's own come after them
     */
    PlacementDecision decide(PlacementFacts facts, List<PlacementRule> rules);

    /** The policy's own rules, in order, for people to read; empty when they cannot be written as rules. */
    default List<PlacementRule> builtin() {
        return List.of();
    }

    /**
     * Why this policy could not use a rule of an admin, a few words such as {@code its template names no folder}; asked before a rule is
     * stored.
     *
     * @return empty when it could
     */
    default Optional<String> objection(PlacementRule rule) {
        return Optional.empty();
    }
}
