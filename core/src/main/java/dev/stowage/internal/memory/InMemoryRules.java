package dev.stowage.internal.memory;

import dev.stowage.model.PlacementRule;
import dev.stowage.spi.RuleStore;
import java.util.List;

/** The admin's rules. */
final class InMemoryRules implements RuleStore {
    private volatile List<PlacementRule> rules = List.of();

    @Override
    public List<PlacementRule> rules() {
        return rules;
    }

    @Override
    public void replace(List<PlacementRule> next) {
        rules = List.copyOf(next);
    }
}
