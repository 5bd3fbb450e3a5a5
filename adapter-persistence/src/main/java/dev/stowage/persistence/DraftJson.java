package dev.stowage.persistence;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.ModelType;
import java.net.URI;

/**
 * What will be registered, as JSON.
 *
 * @since 0.1
 */
public final class DraftJson {
    private DraftJson() {}

    public static JsonObject write(Draft draft) {
        return new JsonObject()
                .put("name", draft.name())
                .put("type", draft.type().text())
                .putIf("baseModel", draft.baseModel())
                .putIf("baseFamily", draft.baseFamily())
                .putTexts("triggerWords", draft.triggerWords())
                .putIf("description", draft.description())
                .putTexts("tags", draft.tags())
                .putIf("cover", draft.cover());
    }

    /** What was written. @throws UnreadableException when it makes no sense */
    public static Draft read(JsonObject json) {
        return json.value(
                "name",
                name -> new Draft(
                        name,
                        json.optional("type", ModelType::new).orElse(ModelType.UNKNOWN),
                        json.optional("baseModel", BaseModel::new),
                        json.optional("baseFamily", BaseFamily::new),
                        json.texts("triggerWords"),
                        json.optional("description"),
                        json.texts("tags"),
                        json.optional("cover", URI::create)));
    }
}
