package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.Reference;
import java.util.List;

/**
 * The asset object of the API. Every field is always there, {@code null} while its value is unknown; only {@code check} is left out when
 * nobody has looked at the file since it was registered. Previews have addresses of our own.
 */
public final class AssetJson {
    private AssetJson() {}

    /** An asset in full. */
    public static ObjectNode of(Asset asset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", asset.id().hex());
        json.put("sha256", asset.id().hex());
        json.setAll(DraftJson.of(asset.card(), asset.previews(), previews(asset)));
        json.put("path", asset.path().toString());
        json.put("sizeBytes", asset.totalBytes());
        json.put("verdict", asset.verdict().wire());
        asset.check()
                .ifPresent(check -> json.putObject("check")
                        .put("condition", check.condition().wire())
                        .put("at", check.at().toString()));
        json.set("origins", origins(asset.origins()));
        json.set("previews", PreviewJson.of(asset.previews(), previews(asset)));
        json.put("version", asset.version());
        return json.put("registeredAt", asset.registeredAt().toString());
    }

    /** Below which path of ours its previews are. */
    public static String previews(Asset asset) {
        return "/assets/" + asset.id().hex() + "/previews";
    }

    private static ArrayNode origins(List<AssetOrigin> origins) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (AssetOrigin origin : origins) {
            array.addObject()
                    .put("source", origin.file().source())
                    .put("fileId", origin.file().id())
                    .put("url", origin.reference().map(Reference::text).orElse(null))
                    .put("version", origin.model().flatMap(ModelInfo::version).orElse(null))
                    .put("creator", origin.model().flatMap(ModelInfo::creator).orElse(null))
                    .put("license", origin.model().flatMap(ModelInfo::license).orElse(null))
                    .put("nsfw", origin.model().map(ModelInfo::nsfw).orElse(null))
                    .put("at", origin.at().toString());
        }
        return array;
    }
}
