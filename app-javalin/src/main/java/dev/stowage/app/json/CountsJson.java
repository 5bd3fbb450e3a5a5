package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Status;
import java.util.Map;

/** How many downloads there are in each status; every status is there. */
public final class CountsJson {
    private CountsJson() {}

    /** Counts, as the store tells them. */
    public static ObjectNode of(Map<Status, Long> counts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Status status : Status.values()) {
            json.put(status.wire(), counts.getOrDefault(status, 0L));
        }
        return json;
    }
}
