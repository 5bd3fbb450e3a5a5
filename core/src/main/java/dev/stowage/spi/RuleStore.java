package dev.stowage.spi;

import dev.stowage.model.PlacementRule;
import java.util.List;

/**
 * The admin's ordered rules.
 *
 * @since 0.1
 */
public interface RuleStore {
    List<PlacementRule> rules() throws StowageException;

    /** Replaces all of them at once. */
    void replace(List<PlacementRule> rules) throws StowageException;
}
