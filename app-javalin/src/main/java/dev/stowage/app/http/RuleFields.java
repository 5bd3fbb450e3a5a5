package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleFlaw;
import dev.stowage.app.json.RuleJson;
import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.spi.StowageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads placement rules, and of which file somebody wants to know where it would go. */
final class RuleFields {
    private static final String RULES = "rules";

    private RuleFields() {}

    /** The rules in {@code rules}, in order; none when there are none, or when they cannot be meant. */
    static List<PlacementRule> rules(Fields fields) {
        Optional<JsonNode> rules = fields.raw(RULES);
        try {
            return rules.isPresent() ? RuleJson.read(rules.get()) : List.of();
        } catch (StowageException e) {
            fields.flaw(RULES, e.problem().message());
            return List.of();
        }
    }

    static PlacementQuestion question(Fields fields) {
        FileName file = fields.read("fileName", FileName::new).orElse(new FileName("model.safetensors"));
        ModelType type = fields.require("type").read("type", ModelType::of).orElse(ModelType.UNKNOWN);
        Map<Field, String> known = new EnumMap<>(Field.class);
        fields.read("baseModel", BaseModel::new)
                .map(BaseModel::text)
                .ifPresent(text -> known.put(Field.BASE_MODEL, text));
        put(known, Field.BASE_FAMILY, fields.text("baseFamily"));
        put(known, Field.SOURCE, fields.text("source"));
        put(known, Field.CREATOR, fields.text("creator"));
        put(known, Field.NAME, fields.text("name"));
        put(known, Field.VERSION, fields.text("version"));
        put(known, Field.FORMAT, fields.text("format").or(() -> Optional.of(file.extension())));
        return new PlacementQuestion(file, type, known);
    }

    /** What keeps rules from being stored, as what is wrong with the body. */
    static void add(Fields fields, List<RuleFlaw> flaws) {
        flaws.forEach(flaw ->
                fields.flaw(RULES + "/" + flaw.index() + "/" + flaw.part().wire(), flaw.sentence()));
    }

    private static void put(Map<Field, String> fields, Field field, Optional<String> text) {
        text.map(String::strip).filter(word -> !word.isEmpty()).ifPresent(word -> fields.put(field, word));
    }
}
