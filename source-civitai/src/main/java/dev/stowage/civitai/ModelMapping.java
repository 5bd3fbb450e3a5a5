package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.BaseModel;
import dev.stowage.model.ModelInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version and its model in our words. */
final class ModelMapping {
    private static final String STANDARD = "Standard";
    /** R and above; PG and PG-13 are the two bits below. */
    private static final int EXPLICIT = ~3;

    private static final Pattern LOOSE_COMMAS = Pattern.compile("[\\s,]+$");

    private final Release release;

    private ModelMapping(Release release) {
        this.release = release;
    }

    static ModelInfo of(Release release) {
        return new ModelMapping(release).info();
    }

    private ModelInfo info() {
        JsonNode model = release.about();
        JsonNode version = release.version();
        ModelInfo.Builder info = ModelInfo.builder(name(model));
        Json.text(version, "name").ifPresent(info::version);
        Json.text(model.path("creator"), "username").ifPresent(info::creator);
        type(info);
        base(info);
        info.triggerWords(words(version));
        Json.text(model, "description")
                .or(() -> Json.text(version, "description"))
                .ifPresent(info::description);
        info.tags(Json.texts(model, "tags"));
        License.of(model).ifPresent(info::license);
        info.nsfw(explicit(model));
        info.previews(Previews.of(version));
        attributes(info);
        return info.build();
    }

    private String name(JsonNode model) {
        return Json.text(model, "name")
                .orElseGet(() -> "CivitAI " + release.modelId().orElse(release.id()));
    }

    private void type(ModelInfo.Builder info) {
        Optional<ModelTypes.Sort> sort = Json.text(release.about(), "type").map(ModelTypes::of);
        sort.ifPresent(known -> info.type(known.type()));
        sort.flatMap(ModelTypes.Sort::variant)
                .or(() -> Json.text(release.version(), "baseModelType")
                        .filter(kind -> !kind.equals(STANDARD))
                        .map(kind -> kind.toLowerCase(Locale.ROOT)))
                .ifPresent(info::variant);
    }

    private void base(ModelInfo.Builder info) {
        Optional<BaseModel> base = Json.text(release.version(), "baseModel").flatMap(ModelMapping::baseModel);
        base.ifPresent(info::baseModel);
        base.flatMap(BaseModel::family).ifPresent(info::baseFamily);
    }

    private void attributes(ModelInfo.Builder info) {
        release.modelId().ifPresent(id -> {
            info.attribute("modelId", Integer.toString(id));
            info.attribute("page", release.front() + "/models/" + id + "?modelVersionId=" + release.id());
        });
        info.attribute("modelVersionId", Integer.toString(release.id()));
        for (String field : List.of("air", "baseModelType", "publishedAt")) {
            Json.text(release.version(), field).ifPresent(value -> info.attribute(field, value));
        }
        if (release.about().has("description")) {
            Json.text(release.version(), "description").ifPresent(value -> info.attribute("versionDescription", value));
        }
        Json.number(release.about(), "nsfwLevel")
                .ifPresent(level -> info.attribute("nsfwLevel", Integer.toString(level)));
    }

    /** The level is of all that its page shows, and says more than the creator's word. */
    private static boolean explicit(JsonNode model) {
        int level = Json.number(model, "nsfwLevel").orElse(0);
        return level > 0 ? (level & EXPLICIT) != 0 : Json.is(model, "nsfw");
    }

    /** Each may be a list of its own, which belongs together. */
    private static List<String> words(JsonNode version) {
        return Json.texts(version, "trainedWords").stream()
                .map(word -> LOOSE_COMMAS.matcher(word).replaceFirst(""))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<BaseModel> baseModel(String text) {
        try {
            return Optional.of(new BaseModel(text));
        } catch (IllegalArgumentException noBaseModel) {
            return Optional.empty();
        }
    }
}
