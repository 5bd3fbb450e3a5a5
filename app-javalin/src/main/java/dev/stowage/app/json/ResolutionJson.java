package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Preview;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.RemoteFile;
import java.util.function.Function;

/**
 * The resolution object of the API: what a reference means. Every field is always there, {@code null} while its value is unknown; sizes are
 * bytes.
 */
public final class ResolutionJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ResolutionJson() {}

    /**
     * All that is known before anything is created.
     *
     * @param address where a preview can be seen
     */
    public static ObjectNode of(Preview preview, Function<PreviewMedia, String> address) {
        ObjectNode json = NODES.objectNode();
        json.put("url", preview.reference().text());
        json.put("source", preview.source());
        addModel(json, preview.model(), address);
        ArrayNode files = json.putArray("files");
        preview.files().forEach(candidate -> files.add(file(candidate)));
        json.set("warnings", DownloadJson.texts(preview.warnings()));
        return json;
    }

    private static void addModel(ObjectNode json, ModelInfo model, Function<PreviewMedia, String> address) {
        json.put("name", model.name());
        json.put("version", model.version().orElse(null));
        json.put("creator", model.creator().orElse(null));
        json.put("type", model.type().text());
        json.put("variant", model.variant().orElse(null));
        json.put("baseModel", model.baseModel().map(Object::toString).orElse(null));
        json.put("baseFamily", model.baseFamily().map(Object::toString).orElse(null));
        json.set("triggerWords", DownloadJson.texts(model.triggerWords()));
        json.put("description", model.description().orElse(null));
        json.set("tags", DownloadJson.texts(model.tags()));
        json.put("license", model.license().orElse(null));
        json.put("nsfw", model.nsfw());
        json.set("previews", PreviewJson.of(model.previews(), address));
    }

    private static ObjectNode file(Preview.Candidate candidate) {
        RemoteFile file = candidate.file();
        ObjectNode json = NODES.objectNode();
        json.put("id", file.key().id());
        json.put("name", file.name());
        json.put("sizeBytes", DownloadJson.boxed(file.sizeBytes()));
        json.put("sha256", file.published().get(HashAlgorithm.SHA256));
        json.put("gitSha1", file.published().get(HashAlgorithm.GIT_SHA1));
        json.put("format", file.format().orElse(null));
        json.put("precision", file.precision().orElse(null));
        json.put("type", file.type().map(Object::toString).orElse(null));
        json.put("recommended", file.recommended());
        json.put("chosen", candidate.chosen());
        json.set("target", PlacementJson.of(candidate.placement()));
        json.set("duplicates", DownloadJson.duplicates(candidate.duplicates()));
        return json;
    }
}
