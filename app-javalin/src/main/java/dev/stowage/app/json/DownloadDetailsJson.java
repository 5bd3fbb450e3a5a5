package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Progress;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import java.util.List;
import java.util.Optional;

/** The download object with what only somebody who looks closely wants: why it goes where it goes, its findings and its history. */
public final class DownloadDetailsJson {
    private DownloadDetailsJson() {}

    /**
     * A download in full.
     *
     * @param progress how its transfer goes at this moment, if one is running
     * @param history what has become of it, oldest first
     */
    public static ObjectNode of(Download download, Optional<Progress> progress, List<Change> history) {
        ObjectNode json = DownloadJson.of(download, progress);
        json.set("placement", download.placement().map(PlacementJson::of).orElse(null));
        json.set("findings", FindingJson.of(download.findings()));
        ArrayNode changes = json.putArray("history");
        for (Change change : history) {
            changes.addObject()
                    .put("version", change.version())
                    .put("at", change.at().toString())
                    .put("status", change.status().wire())
                    .put("reason", change.reason());
        }
        return json;
    }
}
