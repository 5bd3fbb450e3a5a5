package dev.stowage.app.served;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.api.Preview;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What a server says that a reference means.
 *
 * @param json the resolution object
 * @param server at which its previews are
 */
record Resolved(JsonNode json, URI server) {
    Preview preview() {
        return new Preview(
                new Reference(required(json, "url")),
                required(json, "source"),
                model(),
                each(json, "files", this::candidate),
                texts(json, "warnings"));
    }

    private ModelInfo model() {
        ModelInfo.Builder model = ModelInfo.builder(required(json, "name"))
                .type(ModelType.of(required(json, "type")))
                .triggerWords(texts(json, "triggerWords"))
                .tags(texts(json, "tags"))
                .nsfw(json.path("nsfw").asBoolean())
                .previews(each(json, "previews", this::media));
        text(json, "version").ifPresent(model::version);
        text(json, "creator").ifPresent(model::creator);
        text(json, "variant").ifPresent(model::variant);
        text(json, "baseModel").map(BaseModel::new).ifPresent(model::baseModel);
        text(json, "baseFamily").map(BaseFamily::new).ifPresent(model::baseFamily);
        text(json, "description").ifPresent(model::description);
        text(json, "license").ifPresent(model::license);
        return model.build();
    }

    private PreviewMedia media(JsonNode preview) {
        return new PreviewMedia(
                server.resolve(required(preview, "url")),
                meant(PreviewMedia.Kind.values(), PreviewMedia.Kind::wire, required(preview, "kind")));
    }

    private Preview.Candidate candidate(JsonNode file) {
        return new Preview.Candidate(
                remote(file),
                placement(file.path("target")),
                each(file, "duplicates", Resolved::duplicate),
                file.path("chosen").asBoolean());
    }

    private RemoteFile remote(JsonNode json) {
        FileKey key = new FileKey(required(json(), "source"), required(json, "id"));
        RemoteFile.Builder file = RemoteFile.builder(key, json.path("name").asText())
                .recommended(json.path("recommended").asBoolean());
        if (json.path("sizeBytes").isIntegralNumber()) {
            file.sizeBytes(json.path("sizeBytes").asLong());
        }
        text(json, "sha256").ifPresent(hex -> file.published(HashAlgorithm.SHA256, hex));
        text(json, "gitSha1").ifPresent(hex -> file.published(HashAlgorithm.GIT_SHA1, hex));
        text(json, "format").ifPresent(file::format);
        text(json, "precision").ifPresent(file::precision);
        text(json, "type").map(ModelType::of).ifPresent(file::type);
        return file.build();
    }

    /** Where the models folder ends is not told, and makes no difference to who looks. */
    private static PlacementDecision placement(JsonNode target) {
        Path path = Path.of(required(target, "path"));
        Path folder = Optional.ofNullable(path.getParent()).orElse(path);
        return new PlacementDecision(
                folder,
                SafePath.of(String.valueOf(path.getFileName())),
                required(target, "rule"),
                texts(target, "explanation"),
                List.of());
    }

    private static Duplicate duplicate(JsonNode json) {
        return new Duplicate(
                new Sha256(required(json, "assetId")),
                required(json, "name"),
                Path.of(required(json, "path")),
                meant(Duplicate.MatchedBy.values(), Duplicate.MatchedBy::wire, required(json, "matchedBy")));
    }

    private static <E> E meant(E[] words, Function<E, String> wire, String text) {
        return Arrays.stream(words)
                .filter(word -> wire.apply(word).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of its words"));
    }

    private static <T> List<T> each(JsonNode json, String field, Function<JsonNode, T> reading) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(reading)
                .toList();
    }

    private static List<String> texts(JsonNode json, String field) {
        return each(json, field, JsonNode::asText);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static String required(JsonNode json, String field) {
        return text(json, field).orElseThrow(() -> new IllegalArgumentException("it has no " + field));
    }
}
