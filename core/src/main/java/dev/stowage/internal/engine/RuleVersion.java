package dev.stowage.internal.engine;

import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells lists of rules apart by what is in them, so that no store has to count. */
final class RuleVersion {
    private RuleVersion() {}

    static String of(List<PlacementRule> rules) {
        Fingerprint fingerprint = new Fingerprint();
        for (PlacementRule rule : rules) {
            Map<Field, TreeSet<String>> sorted = new TreeMap<>();
            rule.conditions().forEach((field, words) -> sorted.put(field, new TreeSet<>(words)));
            fingerprint.add(rule.name());
            sorted.forEach((field, words) -> {
                fingerprint.add(field.wire());
                words.forEach(word -> fingerprint.add("=" + word));
            });
            fingerprint.add(">" + rule.template());
        }
        return fingerprint.text();
    }
}
