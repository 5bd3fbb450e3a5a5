package dev.stowage.app.http;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleFlaw;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads placement rules, and what somebody wants to know of them. Fields are called as in templates, or as in the rest of the API. */
final class RuleFields {
    private RuleFields() {}

    /** The rules in {@code rules}, in order. */
    static List<PlacementRule> rules(Fields fields) {
        List<PlacementRule> rules = new ArrayList<>();
        for (Fields rule : fields.each("rules")) {
            read(rule).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<PlacementRule> read(Fields rule) {
        rule.refuseOthers(List.of("name", "when", "template"));
        String name = rule.require("name").text("name").orElse("");
        String template = rule.require("template").text("template").orElse("");
        Map<Field, Set<String>> conditions = new EnumMap<>(Field.class);
        Fields when = rule.within("when");
        for (String field : when.names()) {
            field(field)
                    .ifPresentOrElse(
                            known -> conditions.put(known, new LinkedHashSet<>(when.texts(field))),
                            () -> when.flaw(field, "is no field; there are " + PlacementRule.fieldNames()));
        }
        for (String part : List.of("name", "template")) {
            if (rule.has(part) && rule.text(part).filter(String::isBlank).isPresent()) {
                rule.flaw(part, "is empty");
            }
        }
        return name.isBlank() || template.isBlank()
                ? Optional.empty()
                : Optional.of(new PlacementRule(name, conditions, template));
    }

    /** A file of which somebody wants to know where it would go. */
    static PlacementQuestion question(Fields fields) {
        FileName file = fields.read("fileName", FileName::new).orElse(new FileName("model.safetensors"));
        ModelType type = fields.require("type").read("type", ModelType::of).orElse(ModelType.UNKNOWN);
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (field != Field.TYPE) {
                fields.text(camel(field)).or(() -> fields.text(field.wire())).ifPresent(text -> known.put(field, text));
            }
        }
        fields.check();
        try {
            return new PlacementQuestion(file, type, known);
        } catch (IllegalArgumentException e) {
            fields.flaw(camel(Field.BASE_MODEL), String.valueOf(e.getMessage()));
            fields.check();
            throw e;
        }
    }

    /** What keeps rules from being stored, as what is wrong with the body. */
    static void add(Fields fields, List<RuleFlaw> flaws) {
        flaws.forEach(
                flaw -> fields.flaw("rules/" + flaw.index() + "/" + flaw.part().wire(), flaw.sentence()));
    }

    private static Optional<Field> field(String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.wire().equals(name) || camel(field).equals(name))
                .findFirst();
    }

    private static String camel(Field field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.wire().split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
