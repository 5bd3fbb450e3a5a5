package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.PlacementDecision;

/** Where a file goes, and why. */
final class PlacementJson {
    private PlacementJson() {}

    static ObjectNode of(PlacementDecision placement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("path", placement.path().toString());
        json.put("rule", placement.rule());
        ArrayNode explanation = json.putArray("explanation");
        placement.explanation().forEach(explanation::add);
        return json;
    }
}
