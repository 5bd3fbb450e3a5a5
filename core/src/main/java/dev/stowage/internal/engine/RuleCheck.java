package dev.stowage.internal.engine;

import dev.stowage.api.RuleFlaw;
import dev.stowage.api.RuleFlaw.Part;
import dev.stowage.api.Rules;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with rules before they are stored. Templates are the policy's to judge, which fills them. */
final class RuleCheck {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEMPLATE = 1000;
    private static final int MOST_WORDS = 1000;

    private final PlacementPolicy policy;

    RuleCheck(PlacementPolicy policy) {
        this.policy = policy;
    }

    List<RuleFlaw> flaws(List<PlacementRule> rules) throws StowageException {
        List<RuleFlaw> flaws = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            PlacementRule rule = rules.get(i);
            Integer same = names.putIfAbsent(rule.name().strip().toLowerCase(Locale.ROOT), i + 1);
            Optional<String> name = same == null ? name(rule) : Optional.of("rule " + same + " has that name already");
            add(flaws, i, Part.NAME, rule, name);
            add(flaws, i, Part.WHEN, rule, words(rule));
            add(flaws, i, Part.TEMPLATE, rule, template(rule));
        }
        if (rules.size() > Rules.MOST) {
            String sentence = "there are " + rules.size() + " rules, and at most " + Rules.MOST + " are possible";
            flaws.add(new RuleFlaw(Rules.MOST, Part.NAME, sentence));
        }
        return flaws;
    }

    private static void add(List<RuleFlaw> flaws, int index, Part part, PlacementRule rule, Optional<String> why) {
        why.ifPresent(flaw ->
                flaws.add(new RuleFlaw(index, part, "rule " + (index + 1) + " \"" + rule.name() + "\": " + flaw)));
    }

    private static Optional<String> name(PlacementRule rule) {
        if (rule.name().length() > LONGEST_NAME) {
            return Optional.of("its name has more than " + LONGEST_NAME + " characters");
        }
        boolean control = rule.name().chars().anyMatch(Character::isISOControl);
        return control ? Optional.of("its name has control characters") : Optional.empty();
    }

    private static Optional<String> words(PlacementRule rule) {
        for (Map.Entry<Field, Set<String>> condition : rule.conditions().entrySet()) {
            String field = condition.getKey().wire();
            Set<String> words = condition.getValue();
            if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
                return Optional.of("its condition on " + field + " lacks a word to compare with");
            }
            if (words.size() > MOST_WORDS) {
                return Optional.of("its condition on " + field + " has more than " + MOST_WORDS + " words");
            }
        }
        return Optional.empty();
    }

    private Optional<String> template(PlacementRule rule) throws StowageException {
        if (rule.template().length() > LONGEST_TEMPLATE) {
            return Optional.of("its template has more than " + LONGEST_TEMPLATE + " characters");
        }
        try {
            return policy.objection(rule);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }
}
