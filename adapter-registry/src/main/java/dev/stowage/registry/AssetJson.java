package dev.stowage.registry;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Check;
import dev.stowage.model.FileKey;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.Verdict;
import dev.stowage.persistence.DraftJson;
import dev.stowage.persistence.JsonObject;
import dev.stowage.persistence.ModelInfoJson;
import dev.stowage.persistence.UnreadableException;
import java.nio.file.Path;

/** A whole asset as JSON. */
final class AssetJson {
    private AssetJson() {}

    static String write(Asset asset) {
        return new JsonObject()
                .put("id", asset.id().hex())
                .put("path", asset.path().toString())
                .put("totalBytes", asset.totalBytes())
                .put("card", DraftJson.write(asset.card()))
                .putObjects("origins", asset.origins(), AssetJson::writeOrigin)
                .putObjects("previews", asset.previews(), ModelInfoJson::writePreview)
                .put("verdict", asset.verdict())
                .putIf("check", asset.check().map(AssetJson::writeCheck))
                .put("version", asset.version())
                .put("registeredAt", asset.registeredAt().toString())
                .toString();
    }

    /** @throws UnreadableException when nothing can stand for what is missing */
    static Asset read(String text) {
        JsonObject json = JsonObject.parse(text);
        return Asset.builder(
                        json.value("id", Sha256::new),
                        json.value("path", Path::of),
                        json.object("card", DraftJson::read)
                                .orElseThrow(() -> new UnreadableException("it has no card")),
                        json.moment("registeredAt"))
                .totalBytes(json.number("totalBytes"))
                .origins(json.objects("origins", AssetJson::readOrigin))
                .previews(json.objects("previews", ModelInfoJson::readPreview))
                .verdict(json.word("verdict", Verdict.class))
                .check(json.object("check", AssetJson::readCheck))
                .version(json.number("version"))
                .build();
    }

    private static JsonObject writeOrigin(AssetOrigin origin) {
        return new JsonObject()
                .put("source", origin.file().source())
                .put("file", origin.file().id())
                .putIf("model", origin.model().map(ModelInfoJson::write))
                .putIf("reference", origin.reference())
                .put("at", origin.at().toString());
    }

    private static AssetOrigin readOrigin(JsonObject json) {
        return new AssetOrigin(
                json.value("file", id -> new FileKey(json.text("source"), id)),
                json.object("model", ModelInfoJson::read),
                json.optional("reference", Reference::new),
                json.moment("at"));
    }

    private static JsonObject writeCheck(Check check) {
        return new JsonObject()
                .put("condition", check.condition())
                .put("at", check.at().toString());
    }

    private static Check readCheck(JsonObject json) {
        return new Check(json.word("condition", Check.Condition.class), json.moment("at"));
    }
}
