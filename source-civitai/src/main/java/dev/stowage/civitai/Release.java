package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Origin;
import java.util.List;
import java.util.OptionalInt;

/**
 * One version and the model that it is of, as the site told them.
 *
 * @param model without anything when its page is not shown
 * @param id the version's number
 * @param version everything that was said of the version, wherever
 * @param front who told it
 */
record Release(ObjectNode model, int id, ObjectNode version, Origin front) {
    /** As it follows "Could not". */
    String what() {
        return "look up version " + id + " at " + front.host();
    }

    OptionalInt modelId() {
        OptionalInt own = Json.id(model, "id");
        return own.isPresent() ? own : Json.id(version, "modelId");
    }

    /** What is said of the model: on its own page, else in short beside the version. */
    JsonNode about() {
        return model.isEmpty() ? version.path("model") : model;
    }

    List<FileEntry> files() {
        return Json.objects(version, "files").stream().map(FileEntry::new).toList();
    }
}
