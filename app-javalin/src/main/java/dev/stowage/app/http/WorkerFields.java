package dev.stowage.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads workers, and which of them are selected. */
final class WorkerFields {
    private static final String DEFAULT_ENGINE = "folder";

    private WorkerFields() {}

    /** The selection in {@code workers}; empty when nothing is said. */
    static Optional<WorkerSelection> selection(Fields fields) {
        return fields.has("workers") ? Optional.of(within(fields.within("workers"))) : Optional.empty();
    }

    /** The selection that the fields themselves are. */
    static WorkerSelection within(Fields fields) {
        boolean all = fields.truth("all").orElse(false);
        List<String> tags = fields.texts("tags");
        try {
            return new WorkerSelection(new HashSet<>(tags), all);
        } catch (IllegalArgumentException e) {
            fields.flaw("tags", "are to be tags or ids of workers, 1 to 64 letters, digits or . _ -");
            return WorkerSelection.NONE;
        }
    }

    /** @throws Refusal when a field is wrong */
    static Worker worker(Fields fields, WorkerId id) {
        String engine = fields.text("engine").orElse(DEFAULT_ENGINE);
        Set<String> tags = within(fields).tags();
        Map<String, String> settings = settings(fields);
        boolean enabled = fields.truth("enabled").orElse(true);
        fields.check();
        return new Worker(id, engine, tags, settings, enabled);
    }

    private static Map<String, String> settings(Fields fields) {
        Map<String, String> settings = new LinkedHashMap<>();
        Optional<JsonNode> object = fields.raw("settings");
        if (object.filter(node -> !node.isObject()).isPresent()) {
            fields.flaw("settings", "is to be an object");
            return settings;
        }
        object.ifPresent(node -> node.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                settings.put(entry.getKey(), entry.getValue().textValue());
            } else {
                fields.flaw("settings/" + entry.getKey(), "is to be a text");
            }
        }));
        return settings;
    }
}
