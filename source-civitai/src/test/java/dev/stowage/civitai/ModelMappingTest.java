package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMappingTest {
    @Test
    void describesARecordedLora() {
        ModelInfo info = recorded("model-7984-lora-sd15-2024");
        assertEquals("Figma Anime Figures", info.name());
        assertEquals(Optional.of("figma"), info.version());
        assertEquals(Optional.of("robowaifudev"), info.creator());
        assertEquals(ModelType.LORA, info.type());
        assertEquals(Optional.of(new BaseModel("SD 1.5")), info.baseModel());
        assertEquals(Optional.of(new BaseFamily("sd1")), info.baseFamily());
        assertEquals(List.of("figma"), info.triggerWords());
        assertEquals(List.of("anime", "concept", "figurines", "action figure", "figma"), info.tags());
        assertTrue(info.description().orElseThrow().startsWith("<p><strong>Note</strong>"));
        assertEquals(
                Optional.of(
                        "CivitAI: no commercial use; credit optional; derivatives allowed; derivatives keep this licence"),
                info.license());
        assertFalse(info.nsfw());
        assertEquals(2, info.previews().size());
        assertEquals("7984", info.attributes().get("modelId"));
        assertEquals(
                "https://civitai.com/models/7984?modelVersionId=9413",
                info.attributes().get("page"));
        assertTrue(info.attributes().getOrDefault("versionDescription", "").contains("works better"));
    }

    @ParameterizedTest
    @CsvSource({
        "Checkpoint, checkpoint, ''",
        "LORA, lora, ''",
        "LoCon, lora, locon",
        "DoRA, lora, dora",
        "TextualInversion, embedding, ''",
        "Hypernetwork, hypernetwork, ''",
        "AestheticGradient, other, aesthetic_gradient",
        "Controlnet, controlnet, ''",
        "ControlNet, controlnet, ''",
        "Upscaler, upscaler, ''",
        "MotionModule, motion_module, ''",
        "VAE, vae, ''",
        "TextEncoder, text_encoder, ''",
        "CLIP, text_encoder, clip",
        "UNet, diffusion_model, ''",
        "CLIPVision, clip_vision, ''",
        "Poses, other, poses",
        "Wildcards, other, wildcards",
        "Workflows, workflow, ''",
        "ComfyWorkflows, workflow, comfyui",
        "Detection, detector, ''",
        "VisionLanguage, llm, vision_language",
        "LLM, llm, ''",
        "Other, other, ''",
        "Hologram, hologram, ''",
        "'3D!', unknown, ''"
    })
    void knowsTheTypesOfTheSite(String word, String type, String variant) {
        ModelInfo info = mapped("{\"name\": \"x\", \"type\": \"" + word + "\"}", "{}");
        assertEquals(type, info.type().text());
        assertEquals(variant, info.variant().orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|no commercial use",
                "'\"None\"'|no commercial use",
                "'\"{}\"'|no commercial use",
                "'\"Rent\"'|commercial use: Rent",
                "'\"{Image,RentCivit,Rent}\"'|commercial use: Image, RentCivit, Rent",
                "'[\"Image\",\"Sell\"]'|commercial use: Image, Sell"
            })
    void readsEveryWayInWhichCommercialUseWasWritten(String json, String words) {
        ModelInfo info = mapped("{\"name\": \"x\", \"allowCommercialUse\": " + json + "}", "{}");
        assertEquals(Optional.of("CivitAI: " + words), info.license());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": null, \"type\": null, \"tags\": null, \"creator\": null, \"stats\": null, \"allowCommercialUse\": null}",
                "{\"name\": 5, \"type\": [], \"tags\": \"a\", \"creator\": \"b\", \"nsfwLevel\": \"c\", \"allowNoCredit\": \"d\"}",
                "{\"name\": \" \", \"description\": {}, \"tags\": [null, 5, {}], \"nsfwLevel\": 99999999999999}"
            })
    void toleratesWhateverIsMissingOrStrange(String model) {
        ModelInfo info = mapped(
                model, "{\"trainedWords\": [null, 5], \"images\": [null, {}, {\"url\": \"::\"}], \"baseModel\": {}}");
        assertEquals("CivitAI 5", info.name());
        assertEquals(ModelType.UNKNOWN, info.type());
        assertEquals(Optional.empty(), info.baseModel());
        assertEquals(Optional.empty(), info.license());
        assertEquals(List.of(), info.tags());
        assertEquals(List.of(), info.triggerWords());
        assertEquals(List.of(), info.previews());
        assertFalse(info.nsfw());
    }

    @Test
    void keepsTriggerWordsTogetherThatBelongTogether() {
        assertEquals(
                List.of("full body, chibi", "other"),
                mapped("{}", "{\"trainedWords\": [\"full body, chibi,\", \" other \", \"other\", \"\", \",\"]}")
                        .triggerWords());
    }

    @Test
    void keepsABaseModelThatNobodyKnows() {
        ModelInfo info = mapped("{}", "{\"baseModel\": \"Something 9\"}");
        assertEquals(Optional.of(new BaseModel("Something 9")), info.baseModel());
        assertEquals(Optional.empty(), info.baseFamily());
        assertEquals(
                Optional.empty(),
                mapped("{}", "{\"baseModel\": \"" + "x".repeat(101) + "\"}").baseModel());
    }

    @Test
    void judgesByTheLevelBeforeTheCreatorsWord() {
        assertTrue(mapped("{\"nsfw\": false, \"nsfwLevel\": 31}", "{}").nsfw());
        assertFalse(mapped("{\"nsfw\": false, \"nsfwLevel\": 3}", "{}").nsfw());
        assertTrue(mapped("{\"nsfw\": true}", "{}").nsfw());
        assertTrue(mapped("{\"nsfw\": true, \"nsfwLevel\": 0}", "{}").nsfw());
    }

    @Test
    void showsHarmlessPreviewsFirstAndBlockedOnesNever() {
        List<PreviewMedia> previews = mapped("{}", """
                        {"images": [{"url": "https://i.test/original=true/8.jpeg", "nsfwLevel": 8},
                          {"url": "https://i.test/original=true/32.jpeg", "nsfwLevel": 32},
                          {"url": "https://i.test/original=true/1.mp4", "nsfwLevel": 1, "type": "video"},
                          {"url": "https://i.test/original=true/2.jpeg", "nsfwLevel": "Soft"},
                          {"url": "file:///etc/passwd"}, {"url": "javascript:alert(1)"}]}""").previews();
        assertEquals(
                List.of(
                        "https://i.test/original=true/1.mp4",
                        "https://i.test/width=800/2.jpeg",
                        "https://i.test/width=800/8.jpeg"),
                previews.stream().map(preview -> preview.address().toString()).toList());
        assertEquals(PreviewMedia.Kind.VIDEO, previews.get(0).kind());
    }

    @Test
    void takesControlCharactersOutOfTexts() {
        ModelInfo info = mapped("{\"name\": \"a\\u0000b\\u001b[2J\", \"description\": \"two\\nlines\"}", "{}");
        assertEquals("a\uFFFDb\uFFFD[2J", info.name());
        assertEquals(Optional.of("two\nlines"), info.description());
    }

    private static ModelInfo recorded(String name) {
        ObjectNode model = Recordings.object(name);
        ObjectNode version = (ObjectNode) Json.objects(model, "modelVersions").get(0);
        return ModelMapping.of(new Release(model, Json.id(version, "id").orElseThrow(), version, Recordings.COM));
    }

    private static ModelInfo mapped(String model, String version) {
        return ModelMapping.of(new Release(object(model), 5, object(version), Recordings.COM));
    }

    private static ObjectNode object(String json) {
        return Json.object(json.getBytes(UTF_8)).orElseThrow();
    }
}
