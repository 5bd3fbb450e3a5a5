package dev.stowage.api;

import dev.stowage.model.PlacementRule;
import java.util.List;

/**
 * The admin's rules as they are stored.
 *
 * @param rules in the order in which they are tried
 * @param version a text that is equal as long as the rules are, of letters and digits; for {@link Rules#replace(List, String)}
 * @since 0.1
 */
public record RuleSet(List<PlacementRule> rules, String version) {
    public RuleSet {
        rules = List.copyOf(rules);
    }
}
