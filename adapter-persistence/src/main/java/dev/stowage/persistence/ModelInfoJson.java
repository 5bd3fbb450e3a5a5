package dev.stowage.persistence;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import java.net.URI;

/**
 * What a source says of a model, as JSON.
 *
 * @since 0.1
 */
public final class ModelInfoJson {
    private ModelInfoJson() {}

    public static JsonObject write(ModelInfo model) {
        return new JsonObject()
                .put("name", model.name())
                .putIf("version", model.version())
                .putIf("creator", model.creator())
                .put("type", model.type().text())
                .putIf("variant", model.variant())
                .putIf("baseModel", model.baseModel())
                .putIf("baseFamily", model.baseFamily())
                .putTexts("triggerWords", model.triggerWords())
                .putIf("description", model.description())
                .putTexts("tags", model.tags())
                .putIf("license", model.license())
                .put("nsfw", model.nsfw())
                .putObjects("previews", model.previews(), ModelInfoJson::writePreview)
                .putMap("attributes", model.attributes());
    }

    /** What was written. @throws UnreadableException when it makes no sense */
    public static ModelInfo read(JsonObject json) {
        ModelInfo.Builder model = json.value("name", ModelInfo::builder)
                .triggerWords(json.texts("triggerWords"))
                .tags(json.texts("tags"))
                .nsfw(json.flag("nsfw"))
                .previews(json.objects("previews", ModelInfoJson::readPreview));
        json.optional("version").ifPresent(model::version);
        json.optional("creator").ifPresent(model::creator);
        json.optional("type", ModelType::new).ifPresent(model::type);
        json.optional("variant").ifPresent(model::variant);
        json.optional("baseModel", BaseModel::new).ifPresent(model::baseModel);
        json.optional("baseFamily", BaseFamily::new).ifPresent(model::baseFamily);
        json.optional("description").ifPresent(model::description);
        json.optional("license").ifPresent(model::license);
        json.map("attributes").forEach(model::attribute);
        return model.build();
    }

    public static JsonObject writePreview(PreviewMedia preview) {
        return new JsonObject().put("address", preview.address().toString()).put("kind", preview.kind());
    }

    /** What was written. @throws UnreadableException when it makes no sense */
    public static PreviewMedia readPreview(JsonObject json) {
        return new PreviewMedia(json.value("address", URI::create), json.word("kind", PreviewMedia.Kind.class));
    }
}
