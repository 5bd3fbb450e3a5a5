package dev.stowage.app.served;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleFlaw;
import dev.stowage.api.RuleSet;
import dev.stowage.api.Rules;
import dev.stowage.app.json.RuleJson;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.spi.StowageException;
import java.util.List;

/** The rules by which a running server places: it is told other ones; looking and trying is done where they are kept. */
public final class ServedRules implements Rules {
    private static final String PATH = "placement-rules";
    private static final String WHATEVER_IS_THERE = "*";

    private final Server server;
    private final Rules kept;

    ServedRules(Server server, Rules kept) {
        this.server = server;
        this.kept = kept;
    }

    @Override
    public RuleSet list() throws StowageException {
        return kept.list();
    }

    @Override
    public List<PlacementRule> builtin() throws StowageException {
        return kept.builtin();
    }

    @Override
    public List<RuleFlaw> flaws(List<PlacementRule> rules) throws StowageException {
        return kept.flaws(rules);
    }

    @Override
    public RuleSet replace(List<PlacementRule> rules) throws StowageException {
        return kept.flaws(rules).isEmpty() ? told(rules, WHATEVER_IS_THERE) : kept.replace(rules);
    }

    @Override
    public RuleSet replace(List<PlacementRule> rules, String version) throws StowageException {
        return kept.flaws(rules).isEmpty() ? told(rules, "\"" + version + "\"") : kept.replace(rules, version);
    }

    @Override
    public PlacementDecision preview(PlacementQuestion question) throws StowageException {
        return kept.preview(question);
    }

    @Override
    public PlacementDecision preview(PlacementQuestion question, List<PlacementRule> unsaved) throws StowageException {
        return kept.preview(question, unsaved);
    }

    /** Rules with flaws are not said to the server: they are refused where they are kept, in the same words as always. */
    private RuleSet told(List<PlacementRule> rules, String state) throws StowageException {
        server.replace(PATH, RuleJson.of(rules), state);
        return kept.list();
    }
}
