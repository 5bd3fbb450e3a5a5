package dev.stowage.app;

import dev.stowage.app.text.Text;
import dev.stowage.model.Finding;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Placement rules, a line for each, and what they lead to. */
final class RuleLines {
    private static final int WIDEST = 40;
    private static final String GAP = "  ";

    private RuleLines() {}

    static List<String> of(List<PlacementRule> admins, List<PlacementRule> builtin) {
        List<PlacementRule> all =
                Stream.concat(admins.stream(), builtin.stream()).toList();
        int name = widest(all.stream().map(PlacementRule::name), 4);
        int when = widest(all.stream().map(RuleLines::when), 4);
        List<String> lines = new ArrayList<>();
        lines.add(Text.fit("RULE", name) + GAP + "BY      " + GAP + Text.fit("WHEN", when) + GAP + "FOLDER");
        admins.forEach(rule -> lines.add(line(rule, "you     ", name, when)));
        builtin.forEach(rule -> lines.add(line(rule, "layout  ", name, when)));
        return lines;
    }

    static List<String> of(PlacementDecision decision) {
        return Stream.of(
                        Stream.of("goes to " + decision.path() + " (rule " + Text.safe(decision.rule()) + ")"),
                        decision.explanation().stream().map(line -> GAP + Text.safe(line)),
                        decision.doubts().stream().map(Finding::sentence).map(Text::safe))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String line(PlacementRule rule, String by, int name, int when) {
        return Text.fit(Text.safe(rule.name()), name)
                + GAP
                + by
                + GAP
                + Text.fit(when(rule), when)
                + GAP
                + Text.safe(rule.template());
    }

    private static String when(PlacementRule rule) {
        String all = rule.conditions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(condition -> condition.getKey().wire() + "="
                        + condition.getValue().stream().sorted().collect(Collectors.joining("|")))
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? "always" : Text.safe(all);
    }

    private static int widest(Stream<String> cells, int least) {
        return Math.min(WIDEST, cells.mapToInt(Text::columns).reduce(least, Math::max));
    }
}
