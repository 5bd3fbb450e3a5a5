package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of what the recorded repositories hold arrives: per model and per file of weights. */
class FillRateTest {
    private static final double WANTED = 0.95;

    private final List<String> missing = new ArrayList<>();
    private int fields;

    @Test
    void fillsWhatTheRecordingsHold() throws StowageException {
        Site site = new Site()
                .json("/api/models/stabilityai/sdxl-turbo?blobs=true", Recordings.SDXL_TURBO)
                // Its text is not recorded, only that there is one.
                .page("/stabilityai/sdxl-turbo/resolve/" + Site.COMMIT + "/README.md", "# SDXL-Turbo", Map.of());
        Resolution.Found turbo = site.found("stabilityai/sdxl-turbo");
        count(turbo.model());
        count(turbo.files());
        turbo.files()
                .forEach(file -> count(
                        "type of " + file.name(),
                        !file.type().orElse(turbo.model().type()).equals(ModelType.UNKNOWN)));
        // Of this one only the listing is recorded.
        site.json("/api/models/google-bert/bert-base-uncased?blobs=true", "{\"sha\":\"" + Site.COMMIT + "\"}")
                .json(
                        "/api/models/google-bert/bert-base-uncased/tree/" + Site.COMMIT + "?recursive=true",
                        Recordings.BERT_TREE);
        count(site.found("google-bert/bert-base-uncased").files());
        double rate = 1 - (double) missing.size() / fields;
        assertTrue(rate >= WANTED, () -> "filled " + rate + ", missing " + missing);
        assertTrue(missing.isEmpty(), () -> "missing " + missing);
    }

    private void count(ModelInfo model) {
        count("repository", model.attributes().containsKey("repository"));
        count("commit", model.attributes().containsKey("commit"));
        count("name", !model.name().isBlank());
        count("type", !model.type().equals(ModelType.UNKNOWN));
        count("base model", model.baseModel().isPresent());
        count("base family", model.baseFamily().isPresent());
        count("creator", model.creator().isPresent());
        count("tags", !model.tags().isEmpty());
        count("license", model.license().isPresent());
        count("previews", !model.previews().isEmpty());
        count("description", model.description().isPresent());
    }

    private void count(List<RemoteFile> files) {
        for (RemoteFile file : files) {
            count("size of " + file.name(), file.sizeBytes().isPresent());
            count("fingerprint of " + file.name(), !file.published().isEmpty());
            count("format of " + file.name(), file.format().isPresent());
        }
    }

    private void count(String field, boolean filled) {
        fields++;
        if (!filled) {
            missing.add(field);
        }
    }
}
