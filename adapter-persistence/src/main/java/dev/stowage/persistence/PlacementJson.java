package dev.stowage.persistence;

import dev.stowage.model.PlacementDecision;
import dev.stowage.model.SafePath;
import java.nio.file.Path;

/** Where a file belongs and why, as JSON. */
final class PlacementJson {
    private PlacementJson() {}

    static JsonObject write(PlacementDecision decision) {
        return new JsonObject()
                .put("root", decision.root().toString())
                .put("target", decision.target().toString())
                .put("rule", decision.rule())
                .putTexts("explanation", decision.explanation())
                .putObjects("doubts", decision.doubts(), FindingJson::write);
    }

    static PlacementDecision read(JsonObject json) {
        return new PlacementDecision(
                json.value("root", Path::of),
                json.value("target", SafePath::parse),
                json.text("rule"),
                json.texts("explanation"),
                json.objects("doubts", FindingJson::read));
    }
}
