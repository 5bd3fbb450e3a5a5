package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceMappingTest {
    private static final String README = "/resolve/" + Site.COMMIT + "/README.md";

    private final Site site = new Site();

    @Test
    void tellsWhatTheRecordedRepositoryHolds() throws StowageException {
        Resolution.Found found = sdxlTurbo();
        assertEquals(38, found.files().size(), "all but .gitattributes");
        RemoteFile half = file(found, "sd_xl_turbo_1.0_fp16.safetensors");
        assertEquals(6_938_081_905L, half.sizeBytes().orElseThrow());
        assertEquals(
                Map.of(HashAlgorithm.SHA256, "e869ac7d6942cb327d68d5ed83a40447aadf20e0c3358d98b2cc9e270db0da26"),
                half.published());
        assertEquals(Optional.of("safetensors"), half.format());
        assertEquals(Optional.of("fp16"), half.precision());
        assertEquals(Optional.of(ModelType.CHECKPOINT), half.type());
        assertEquals(
                Map.of(HashAlgorithm.GIT_SHA1, "f857cf2f828fff2ee319b1a47e6ce820e8affb9d"),
                file(found, "model_index.json").published());
        assertEquals(
                Optional.of(ModelType.VAE),
                file(found, "vae_diffusion_pytorch_model.safetensors").type());
        assertEquals(List.of(), Site.recommended(found), "two precisions, nobody knows which");
    }

    @Test
    void tellsWhatTheRecordedRepositoryIs() throws StowageException {
        ModelInfo model = sdxlTurbo().model();
        assertEquals("sdxl-turbo", model.name());
        assertEquals(Optional.of("test_author"), model.creator());
        assertEquals(ModelType.PIPELINE, model.type());
        assertEquals(Optional.of(new BaseModel("SDXL Turbo")), model.baseModel());
        assertEquals(Optional.of(new BaseFamily("sdxl")), model.baseFamily());
        assertEquals(Optional.of("sai-nc-community"), model.license());
        assertEquals(Optional.of("# SDXL-Turbo"), model.description());
        assertEquals(List.of("diffusers", "onnx", "safetensors", "text-to-image"), model.tags());
        assertFalse(model.nsfw());
        assertEquals(3, model.previews().size());
        assertEquals(
                Site.HUB + "/stabilityai/sdxl-turbo/resolve/" + Site.COMMIT + "/image_quality_one_step.png",
                model.previews().get(0).address().toString());
        assertEquals(Site.COMMIT, model.attributes().get("commit"));
    }

    @Test
    void tellsWhatACardSaysOfALora() throws StowageException {
        site.repo(Site.described(
                        "\"author\":\"org\",\"tags\":[\"diffusers\",\"lora\",\"not-for-all-audiences\",\"style\","
                                + "\"base_model:adapter:black-forest-labs/FLUX.1-dev\",\"license:mit\",\"region:us\"],"
                                + "\"cardData\":{\"instance_prompt\":\"sks dog, in the style of SKS\","
                                + "\"base_model\":\"black-forest-labs/FLUX.1-dev\",\"license\":[\"mit\",\"other\"],"
                                + "\"new_version\":\"org/better\",\"widget\":["
                                + "{\"text\":\"a dog\",\"output\":{\"url\":\"images/one.png\"}},"
                                + "{\"text\":\"no picture\"},"
                                + "{\"output\":{\"url\":\"https://cdn.example.org/clip.mp4?token=x\"}}]}",
                        "my-lora.safetensors",
                        "images/one.png",
                        "images/two.webp",
                        "README.md"))
                .page(
                        "/org/name" + README,
                        "\uFEFF---\r\nlicense: mit\r\n---\r\n\r\n# Mine\r\n\r\n## Trigger words\r\nUse `other`.",
                        Map.of());
        Resolution.Found found = site.found("org/name");
        ModelInfo model = found.model();
        assertEquals("my-lora", model.name());
        assertEquals(ModelType.LORA, model.type());
        assertEquals(Optional.of(new BaseModel("Flux.1 D")), model.baseModel());
        assertEquals(Optional.of(new BaseFamily("flux1")), model.baseFamily());
        assertEquals(List.of("sks dog", "in the style of SKS"), model.triggerWords());
        assertEquals(Optional.of("mit, other"), model.license());
        assertEquals(List.of("diffusers", "lora", "not-for-all-audiences", "style"), model.tags());
        assertTrue(model.nsfw());
        assertTrue(model.description().orElseThrow().startsWith("# Mine"));
        assertEquals("a dog", model.attributes().get("example_prompt"));
        assertEquals(
                List.of(
                        "IMAGE " + Site.HUB + "/org/name/resolve/" + Site.COMMIT + "/images/one.png",
                        "VIDEO https://cdn.example.org/clip.mp4",
                        "IMAGE " + Site.HUB + "/org/name/resolve/" + Site.COMMIT + "/images/two.webp"),
                model.previews().stream().map(HuggingFaceMappingTest::shown).toList());
        assertEquals(List.of("Its author names a newer version: org/better."), found.warnings());
    }

    @Test
    void readsTriggerWordsFromTheTextWhereTheCardHasNone() throws StowageException {
        site.repo(Site.described("\"cardData\":{\"instance_prompt\":null}", "lora.safetensors", "README.md"))
                .page(
                        "/org/name" + README,
                        "# X\n## Trigger words\n\nYou should use `sks dog` or `TOK` to trigger it.\n## More\n`no`",
                        Map.of());
        assertEquals(List.of("sks dog", "TOK"), site.found("org/name").model().triggerWords());
    }

    @Test
    void showsTheHubsOwnCardWhereThereIsNoPicture() throws StowageException {
        site.repo(Site.described("", "a.safetensors"));
        assertEquals(
                List.of("IMAGE https://thumbnails.huggingface.co/social-thumbnails/models/org/name.png"),
                site.found("org/name").model().previews().stream()
                        .map(HuggingFaceMappingTest::shown)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"tags\":[\"lora\"]' | a.safetensors | lora",
                "'\"tags\":[\"textual_inversion\"]' | learned_embeds.safetensors | embedding",
                "'\"tags\":[\"controlnet\",\"base_model:adapter:x/y\"]' | a.safetensors | controlnet",
                "'\"tags\":[\"base_model:adapter:x/y\"]' | a.safetensors | lora",
                "'\"cardData\":{\"base_model_relation\":\"adapter\"}' | a.safetensors | lora",
                "'\"pipeline_tag\":\"text-generation\"' | m-Q4_K_M.gguf | llm",
                "'\"pipeline_tag\":\"text-generation\",\"tags\":[\"base_model:adapter:x/y\"]' | adapter_model.safetensors | unknown",
                "'\"pipeline_tag\":\"text-to-image\",\"tags\":[\"gguf\"]' | m-Q4_K_M.gguf | unknown",
                "'\"pipeline_tag\":\"text-to-image\"' | v1-5.ckpt | checkpoint",
                "'\"pipeline_tag\":\"text-to-image\"' | model.safetensors | unknown",
                "'\"tags\":[\"esrgan\"]' | 4x.pth | upscaler",
                "'\"tags\":[\"lora\"]' | vae/ae.safetensors | vae",
                "'' | split_files/text_encoders/t5xxl.safetensors | text_encoder",
                "'' | models/image_encoder/model.safetensors | clip_vision",
                "'' | config.json | config",
                "'' | my_workflow.json | workflow",
                "'' | pack.zip | archive",
                "'' | sample.png | other",
                "'' | odd.xyz | unknown",
            })
    void sortsFilesByWhatIsSaidClearly(String said, String path, String type) throws StowageException {
        Resolution.Found found = site.repo(Site.described(said, path))
                .json("/api/models/x/y", "{}")
                .found("org/name");
        assertEquals(
                type, found.files().get(0).type().orElse(found.model().type()).text());
    }

    @ParameterizedTest
    @CsvSource({
        "FluxPipeline, flux1",
        "Flux2Pipeline, flux2",
        "StableDiffusionXLPipeline, sdxl",
        "StableDiffusion3Pipeline, sd3",
        "QwenImageEditPipeline, qwen_image",
        "WanImageToVideoPipeline, wan",
    })
    void tellsTheFamilyByThePipeline(String className, String family) throws StowageException {
        site.repo(Site.described(
                "\"config\":{\"diffusers\":{\"_class_name\":\"" + className + "\"}}", "model_index.json"));
        assertEquals(
                Optional.of(new BaseFamily(family)),
                site.found("org/name").model().baseFamily());
        assertEquals(Optional.empty(), site.found("org/name").model().baseModel(), "never guessed");
    }

    @Test
    void tellsNoFamilyByTheClassThatRunsTwo() throws StowageException {
        site.repo(Site.described("\"tags\":[\"diffusers:StableDiffusionPipeline\"]", "model_index.json"));
        assertEquals(Optional.empty(), site.found("org/name").model().baseFamily());
    }

    @ParameterizedTest
    @CsvSource({
        "black-forest-labs/FLUX.1-DEV, Flux.1 D, flux1",
        "Wan-AI/Wan2.1-T2V-14B-Diffusers, Wan Video 14B t2v, wan",
        "stabilityai/stable-diffusion-3-medium-diffusers, SD 3, sd3",
        "Laxhar/noobai-XL-1.0, NoobAI, sdxl",
        "Tongyi-MAI/Z-Image-Turbo, ZImageTurbo, z_image",
        "purplesmartai/pony-v7-base, Pony V7, auraflow",
    })
    void namesKnownBaseModelsAsCivitaiDoes(String id, String name, String family) {
        BaseModel base = BaseModels.of(id).orElseThrow();
        assertEquals(name, base.text());
        assertEquals(Optional.of(new BaseFamily(family)), base.family());
    }

    private Resolution.Found sdxlTurbo() throws StowageException {
        site.json("/api/models/stabilityai/sdxl-turbo?blobs=true", Recordings.SDXL_TURBO)
                .page("/stabilityai/sdxl-turbo" + README, "---\nlicense: other\n---\n\n# SDXL-Turbo\n", Map.of());
        return site.found("stabilityai/sdxl-turbo");
    }

    private static String shown(PreviewMedia media) {
        return media.kind() + " " + media.address();
    }

    private static RemoteFile file(Resolution.Found found, String name) {
        return found.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
