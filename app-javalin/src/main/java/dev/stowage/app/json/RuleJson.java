package dev.stowage.app.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.RuleSet;
import dev.stowage.model.Codes;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Placement rules as programs write and read them: {@code {"name", "when": {"type": ["lora"]}, "template": "loras/{base_model}"}}. Fields are
 * written as templates write them; {@code baseModel} is understood too.
 */
public final class RuleJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> MEMBERS = new LinkedHashSet<>(List.of("name", "when", "template"));

    private RuleJson() {}

    /** All rules: the admin's with their version, and those that come after them. */
    public static ObjectNode of(RuleSet admins, List<PlacementRule> builtin) {
        ObjectNode json = NODES.objectNode().put("version", admins.version());
        json.set("rules", array(admins.rules()));
        json.set("builtin", array(builtin));
        return json;
    }

    /** Rules as {@code PUT /placement-rules} takes them. */
    public static ObjectNode of(List<PlacementRule> rules) {
        ObjectNode json = NODES.objectNode();
        json.set("rules", array(rules));
        return json;
    }

    /** Where a file would go, and why. */
    public static ObjectNode of(PlacementDecision decision) {
        ObjectNode json = PlacementJson.of(decision);
        ArrayNode doubts = json.putArray("doubts");
        decision.doubts().forEach(doubt -> doubts.add(doubt.sentence()));
        return json;
    }

    /**
     * Reads what {@link #of(RuleSet, List)} writes, of which only the rules count, or an array of rules.
     *
     * @throws StowageException with {@code bad_rule}, naming the rule and what is wrong with it
     */
    public static List<PlacementRule> read(JsonNode json) throws StowageException {
        JsonNode array = json.isObject() ? json.path("rules") : json;
        if (!array.isArray()) {
            throw bad("the placement rules", "there is no array of rules", "Write {\"rules\": [...]}.");
        }
        List<PlacementRule> rules = new ArrayList<>();
        for (JsonNode rule : array) {
            rules.add(rule(rule, "placement rule " + (rules.size() + 1)));
        }
        return rules;
    }

    private static ArrayNode array(List<PlacementRule> rules) {
        ArrayNode array = NODES.arrayNode();
        rules.forEach(rule -> array.add(of(rule)));
        return array;
    }

    private static ObjectNode of(PlacementRule rule) {
        ObjectNode json = NODES.objectNode().put("name", rule.name());
        ObjectNode when = json.putObject("when");
        rule.conditions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(condition -> when.set(
                        condition.getKey().wire(),
                        DownloadJson.texts(
                                condition.getValue().stream().sorted().toList())));
        return json.put("template", rule.template());
    }

    private static PlacementRule rule(JsonNode json, String what) throws StowageException {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw bad(what, "it has a \"" + member.getKey() + "\"", known(MEMBERS));
            }
        }
        String name = text(json, "name", what);
        String template = text(json, "template", what);
        return new PlacementRule(name, conditions(json.path("when"), what + " \"" + name + "\""), template);
    }

    private static String text(JsonNode rule, String member, String what) throws StowageException {
        JsonNode text = rule.path(member);
        if (!text.isTextual() || text.textValue().isBlank()) {
            throw bad(what, "it has no text as \"" + member + "\"", known(MEMBERS));
        }
        return text.textValue();
    }

    private static Map<Field, Set<String>> conditions(JsonNode when, String what) throws StowageException {
        if (!when.isObject() && !when.isMissingNode() && !when.isNull()) {
            throw bad(what, "its \"when\" is no object", "Write {\"when\": {\"type\": [\"lora\"]}}.");
        }
        Map<Field, Set<String>> conditions = new EnumMap<>(Field.class);
        for (Map.Entry<String, JsonNode> condition : when.properties()) {
            Field field = field(condition.getKey(), what);
            if (conditions.put(field, words(condition.getValue(), field, what)) != null) {
                throw bad(what, "it has two conditions on " + field.wire(), "Write one with all its words.");
            }
        }
        return conditions;
    }

    private static Field field(String name, String what) throws StowageException {
        return Field.of(name)
                .orElseThrow(() -> bad(
                        what,
                        "there is no field \"" + name + "\" to test",
                        known(new LinkedHashSet<>(PlacementRule.fieldNames()))));
    }

    /** A single word needs no array. */
    private static Set<String> words(JsonNode value, Field field, String what) throws StowageException {
        Set<String> words = new LinkedHashSet<>();
        for (JsonNode word : value.isTextual() ? List.of(value) : value) {
            if (!word.isTextual()) {
                throw bad(what, "a word for " + field.wire() + " is no text", "Write {\"type\": [\"lora\", \"vae\"]}.");
            }
            words.add(word.textValue());
        }
        return words;
    }

    private static String known(Set<String> names) {
        return "There are " + String.join(", ", names) + ".";
    }

    private static StowageException bad(String what, String why, String advice) {
        return new StowageException(Problem.of(Problem.Kind.USAGE, Codes.BAD_RULE, "understand " + what, why, advice));
    }
}
