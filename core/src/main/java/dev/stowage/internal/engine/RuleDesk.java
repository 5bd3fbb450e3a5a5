package dev.stowage.internal.engine;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleFlaw;
import dev.stowage.api.RuleSet;
import dev.stowage.api.Rules;
import dev.stowage.internal.files.Ownership;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Codes;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Problem;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;

/** The rules as their admin sees them. */
final class RuleDesk implements Rules {
    private static final String WHAT = "store the placement rules";

    private final RuleStore store;
    private final Placing placing;
    private final Ownership ownership;
    private final RuleCheck check;

    RuleDesk(RuleStore store, Placing placing, Ownership ownership) {
        this.store = store;
        this.placing = placing;
        this.ownership = ownership;
        this.check = new RuleCheck(placing.policy());
    }

    @Override
    public RuleSet list() throws StowageException {
        return set(store.rules());
    }

    @Override
    public List<PlacementRule> builtin() throws StowageException {
        try {
            return placing.policy().builtin();
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    @Override
    public List<RuleFlaw> flaws(List<PlacementRule> rules) throws StowageException {
        return check.flaws(rules);
    }

    @Override
    public RuleSet replace(List<PlacementRule> rules) throws StowageException {
        return stored(rules, Optional.empty());
    }

    @Override
    public RuleSet replace(List<PlacementRule> rules, String version) throws StowageException {
        return stored(rules, Optional.of(version));
    }

    @Override
    public PlacementDecision preview(PlacementQuestion question) throws StowageException {
        return placing.of(question, store.rules());
    }

    @Override
    public PlacementDecision preview(PlacementQuestion question, List<PlacementRule> unsaved) throws StowageException {
        refuseFlawed("try the placement rules", unsaved);
        return placing.of(question, unsaved);
    }

    private synchronized RuleSet stored(List<PlacementRule> rules, Optional<String> expected) throws StowageException {
        refuseFlawed(WHAT, rules);
        ownership.take();
        if (expected.isPresent() && !expected.get().equals(list().version())) {
            throw new StowageException(Problem.of(
                    Problem.Kind.CONFLICT,
                    Codes.ILLEGAL_STATE,
                    WHAT,
                    "somebody else has changed them since they were read",
                    "Read them again and repeat the change."));
        }
        store.replace(rules);
        return set(rules);
    }

    private void refuseFlawed(String what, List<PlacementRule> rules) throws StowageException {
        List<RuleFlaw> flaws = check.flaws(rules);
        if (!flaws.isEmpty()) {
            String more = flaws.size() == 1 ? "" : " (and " + (flaws.size() - 1) + " more)";
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.BAD_RULE,
                    what,
                    flaws.get(0).sentence() + more,
                    "Correct that; the stored rules are as they were."));
        }
    }

    private static RuleSet set(List<PlacementRule> rules) {
        return new RuleSet(rules, RuleVersion.of(rules));
    }
}
