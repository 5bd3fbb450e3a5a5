package dev.stowage.persistence;

import dev.stowage.model.WorkerSelection;
import java.util.HashSet;

/** A selection of workers as JSON. */
final class SelectionJson {
    private SelectionJson() {}

    static JsonObject write(WorkerSelection selection) {
        return new JsonObject()
                .put("all", selection.all())
                .putTexts("tags", selection.tags().stream().sorted().toList());
    }

    static WorkerSelection read(JsonObject json) {
        return new WorkerSelection(new HashSet<>(json.texts("tags")), json.flag("all"));
    }
}
