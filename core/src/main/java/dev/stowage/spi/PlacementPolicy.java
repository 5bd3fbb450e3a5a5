package dev.stowage.spi;

import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import java.util.List;

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
}
