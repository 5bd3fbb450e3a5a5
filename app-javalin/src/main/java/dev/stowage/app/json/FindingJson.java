package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stowage.model.Finding;
import java.util.List;

/** What a reviewer should know. */
final class FindingJson {
    private FindingJson() {}

    static ArrayNode of(List<Finding> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            array.addObject()
                    .put("code", finding.code())
                    .put("message", finding.sentence())
                    .put("blocking", finding.blocking());
        }
        return array;
    }
}
