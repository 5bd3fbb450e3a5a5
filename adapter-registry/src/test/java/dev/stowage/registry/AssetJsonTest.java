package dev.stowage.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Asset;
import dev.stowage.model.AssetOrigin;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.Verdict;
import dev.stowage.persistence.UnreadableException;
import dev.stowage.tck.RandomAssets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetJsonTest {
    private static final Instant AT = Instant.parse("2026-08-01T12:00:00.123456789Z");

    /** Rows of the first version are read for good: when this fails, the reading is to be mended, not the row. */
    @Test
    void readsWhatTheFirstVersionStored() throws Exception {
        assertEquals(asset(), AssetJson.read(stored()));
    }

    @Test
    void writesWhatTheFirstVersionStored() throws Exception {
        assertEquals(stored(), AssetJson.write(asset()));
    }

    @Test
    void whateverWasWrittenIsReadAgain() {
        RandomAssets random = new RandomAssets(7);
        for (int i = 0; i < 500; i++) {
            Asset asset = random.next();
            assertEquals(asset, AssetJson.read(AssetJson.write(asset)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":\"x\"}", "{\"id\":7}", "{"})
    void saysWhatMakesNoSense(String text) {
        assertThrows(UnreadableException.class, () -> AssetJson.read(text));
    }

    private static Asset asset() {
        PreviewMedia preview =
                new PreviewMedia(URI.create("https://host.example/a.png?width=450"), PreviewMedia.Kind.IMAGE);
        ModelInfo model = ModelInfo.builder("Dragon")
                .version("v2")
                .creator("ann")
                .type(ModelType.LORA)
                .variant("dora")
                .baseModel(new BaseModel("SDXL 1.0"))
                .baseFamily(new BaseFamily("sdxl"))
                .triggerWords(List.of("drgn", "fire"))
                .description("<p>Breathes.</p>")
                .tags(List.of("animal"))
                .license("cc-by-4.0")
                .nsfw(true)
                .previews(List.of(preview))
                .attribute("modelId", "4384")
                .build();
        Draft card = new Draft(
                "My dragon",
                ModelType.LORA,
                Optional.of(new BaseModel("Pony")),
                Optional.of(new BaseFamily("sdxl")),
                List.of("drgn"),
                Optional.of("Edited."),
                List.of("animal", "mine"),
                Optional.of(preview.address()));
        AssetOrigin newest = new AssetOrigin(
                new FileKey("civitai", "4384@128713#1"),
                Optional.of(model),
                Optional.of(new Reference("https://civitai.com/models/4384")),
                AT);
        return Asset.builder(new Sha256("ab".repeat(32)), Path.of("/models/loras/dragon.safetensors"), card, AT)
                .totalBytes(228_455_604)
                .origins(
                        List.of(newest, AssetOrigin.of(new FileKey("direct", "https://host.example/d"), Instant.EPOCH)))
                .previews(List.of(preview))
                .verdict(Verdict.MATCH)
                .check(Optional.of(new Check(Check.Condition.INTACT, AT)))
                .version(3)
                .build();
    }

    private static String stored() throws IOException {
        try (InputStream in = AssetJsonTest.class.getResourceAsStream("asset-1.json")) {
            if (in == null) {
                throw new IOException("The stored row is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
