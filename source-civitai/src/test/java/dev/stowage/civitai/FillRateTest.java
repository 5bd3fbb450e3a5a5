package dev.stowage.civitai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much of what a person wants to know is filled in: everything that the site holds, over every recorded version and file. */
class FillRateTest {
    private static final Set<String> WITH_WORDS = Set.of("LORA", "LoCon", "DoRA", "TextualInversion");

    private final List<String> lost = new ArrayList<>();
    private int held;
    private int wanted;

    @Test
    void fillsInEverythingThatTheSiteHolds() throws StowageException {
        for (Release release : Recordings.releases()) {
            count(release);
        }
        assertTrue(held > 650, "only " + held + " values were looked at");
        assertEquals(List.of(), lost, "held by the site, not filled in");
        assertTrue(held >= 0.8 * wanted, held + " of " + wanted + " are in these abridged recordings at all");
    }

    private void count(Release release) throws StowageException {
        ModelInfo info = ModelMapping.of(release);
        JsonNode model = release.model().isEmpty() ? release.version().path("model") : release.model();
        JsonNode version = release.version();
        count(release, "name", says(model.path("name")), !info.name().startsWith("CivitAI "));
        count(release, "version", says(version.path("name")), info.version().isPresent());
        count(release, "type", says(model.path("type")), !info.type().equals(ModelType.UNKNOWN));
        count(
                release,
                "base model",
                says(version.path("baseModel")),
                info.baseModel().isPresent());
        count(
                release,
                "creator",
                says(model.path("creator").path("username")),
                info.creator().isPresent());
        count(release, "tags", says(model.path("tags")), !info.tags().isEmpty());
        count(
                release,
                "licence",
                model.has("allowCommercialUse"),
                info.license().isPresent());
        count(release, "preview", says(version.path("images")), !info.previews().isEmpty());
        boolean described = says(model.path("description")) || says(version.path("description"));
        count(release, "description", described, info.description().isPresent());
        if (WITH_WORDS.contains(model.path("type").asText())) {
            count(
                    release,
                    "trigger words",
                    says(version.path("trainedWords")),
                    !info.triggerWords().isEmpty());
        }
        boolean known = !version.path("baseModel").asText().matches("Other|Upscaler");
        count(release, "base family", known, info.baseFamily().isPresent());
        count(release, "model id", true, info.attributes().containsKey("modelId"));
        count(release, "version id", true, info.attributes().containsKey("modelVersionId"));
        files(release);
    }

    private void files(Release release) throws StowageException {
        List<RemoteFile> files = new FileMapping(release, Selection.RECOMMENDED, Optional.empty()).files();
        List<JsonNode> listed = Json.objects(release.version(), "files");
        assertEquals(listed.size(), files.size(), release::what);
        for (int i = 0; i < files.size(); i++) {
            JsonNode json = listed.get(i);
            RemoteFile file = files.get(i);
            JsonNode metadata = json.path("metadata");
            count(release, "file name", says(json.path("name")), !file.name().isEmpty());
            count(release, "bytes", says(json.path("sizeKB")), file.sizeBytes().isPresent());
            count(
                    release,
                    "SHA-256",
                    says(json.path("hashes").path("SHA256")),
                    file.published().containsKey(HashAlgorithm.SHA256));
            count(
                    release,
                    "format",
                    says(metadata.path("format")),
                    file.format().isPresent());
            count(
                    release,
                    "precision",
                    says(metadata.path("fp")),
                    file.precision().isPresent());
        }
    }

    private void count(Release release, String field, boolean there, boolean filled) {
        wanted++;
        if (there) {
            held++;
            if (!filled) {
                lost.add(field + " of version " + release.id());
            }
        }
    }

    private static boolean says(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isTextual() && value.textValue().isBlank());
    }
}
