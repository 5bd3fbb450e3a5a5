package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import java.util.List;

/** A placement rule; its fields are called as templates call them. */
public final class RuleJson {
    private RuleJson() {}

    /** Rules in their order. */
    public static ArrayNode of(List<PlacementRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> array.add(of(rule)));
        return array;
    }

    private static ObjectNode of(PlacementRule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", rule.name());
        ObjectNode when = json.putObject("when");
        for (Field field : Field.values()) {
            if (rule.conditions().containsKey(field)) {
                ArrayNode words = when.putArray(field.wire());
                rule.conditions().get(field).stream().sorted().forEach(words::add);
            }
        }
        return json.put("template", rule.template());
    }
}
