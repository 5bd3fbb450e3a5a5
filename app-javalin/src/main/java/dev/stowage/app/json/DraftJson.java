package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Draft;
import dev.stowage.model.PreviewMedia;
import java.util.List;

/** The fields that people may edit. */
public final class DraftJson {
    private DraftJson() {}

    /**
     * A draft, or the card of an asset.
     *
     * @param previews among which its cover is
     * @param below the path of ours that has them
     */
    public static ObjectNode of(Draft draft, List<PreviewMedia> previews, String below) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", draft.name());
        json.put("type", draft.type().text());
        json.put("baseModel", draft.baseModel().map(Object::toString).orElse(null));
        json.put("baseFamily", draft.baseFamily().map(Object::toString).orElse(null));
        json.set("triggerWords", DownloadJson.texts(draft.triggerWords()));
        json.put("description", draft.description().orElse(null));
        json.set("tags", DownloadJson.texts(draft.tags()));
        return json.put(
                "cover",
                draft.cover()
                        .map(cover -> PreviewJson.own(cover, previews, below))
                        .orElse(null));
    }
}
