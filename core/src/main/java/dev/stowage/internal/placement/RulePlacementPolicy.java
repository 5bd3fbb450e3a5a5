package dev.stowage.internal.placement;

import dev.stowage.model.Codes;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.model.SafePath;
import dev.stowage.spi.PlacementPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The default policy: what a person asked for, else the first of the admin's rules that holds, else the layout's folder for the type. */
public final class RulePlacementPolicy implements PlacementPolicy {
    private static final String UNSORTED = "unsorted";

    private final LayoutPreset layout;

    public RulePlacementPolicy(LayoutPreset layout) {
        this.layout = layout;
    }

    @Override
    public PlacementDecision decide(PlacementFacts facts, List<PlacementRule> rules) {
        if (facts.wanted().isPresent()) {
            return new PlacementDecision(
                    facts.root(), facts.wanted().get(), "request", List.of("request: asked for by name"), List.of());
        }
        List<String> explanation = new ArrayList<>();
        for (PlacementRule rule : inOrder(rules)) {
            Optional<SafePath> target = tried(rule, facts, explanation);
            if (target.isPresent()) {
                return new PlacementDecision(facts.root(), target.get(), rule.name(), explanation, List.of());
            }
        }
        return unsorted(facts, explanation);
    }

    @Override
    public List<PlacementRule> builtin() {
        return layout.rules();
    }

    @Override
    public Optional<String> objection(PlacementRule rule) {
        return new PathTemplate(rule.template()).flaw();
    }

    private List<PlacementRule> inOrder(List<PlacementRule> rules) {
        List<PlacementRule> all = new ArrayList<>(rules);
        all.addAll(layout.rules());
        return all;
    }

    private static Optional<SafePath> tried(PlacementRule rule, PlacementFacts facts, List<String> explanation) {
        Optional<String> against = firstUnmet(rule, facts);
        if (against.isPresent()) {
            explanation.add(rule.name() + ": " + against.get());
            return Optional.empty();
        }
        PathTemplate.Filled filled = new PathTemplate(rule.template()).fill(facts);
        explanation.add(rule.name() + ": " + (filled.path().isPresent() ? "holds" : filled.missing() + " is unknown"));
        return filled.path();
    }

    private static Optional<String> firstUnmet(PlacementRule rule, PlacementFacts facts) {
        for (Field field : Field.values()) {
            Set<String> accepted = rule.conditions().getOrDefault(field, Set.of());
            if (accepted.isEmpty()) {
                continue;
            }
            Optional<String> value = facts.value(field);
            if (value.isEmpty()) {
                return Optional.of(field.wire() + " is unknown");
            }
            if (accepted.stream().noneMatch(value.get()::equalsIgnoreCase)) {
                return Optional.of(field.wire() + " is " + value.get());
            }
        }
        return Optional.empty();
    }

    /** A type that no rule knows still needs a place to be staged at; a person decides before it is used. */
    private static PlacementDecision unsorted(PlacementFacts facts, List<String> explanation) {
        List<Finding> doubts = facts.type().equals(ModelType.UNKNOWN)
                ? List.of()
                : List.of(Finding.doubt(Codes.NO_RULE, "No placement rule fits the type " + facts.type() + "."));
        explanation.add(UNSORTED + ": no rule holds");
        SafePath target = SafePath.of(UNSORTED, facts.fileName().toString());
        return new PlacementDecision(facts.root(), target, UNSORTED, explanation, doubts);
    }
}
