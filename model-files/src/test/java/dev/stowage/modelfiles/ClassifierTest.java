package dev.stowage.modelfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.BaseFamily;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassifierTest {
    private static final String SDXL_SELF_ATTENTION = "lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_k";

    @ParameterizedTest
    @CsvSource({
        "anima_comfyui_keys, diffusion_model, anima",
        "flux2_transformer_bfl_keys, diffusion_model, flux2",
        "flux2_vae_bfl_keys, vae, flux2",
        "flux_control_lora_format, lora, flux1",
        "flux_dora_onetrainer_format, lora, flux1",
        "flux_lora_aitoolkit_format, lora, flux1",
        "flux_lora_diffusers_format, lora, flux1",
        "flux_lora_kohya_format, lora, flux1",
        "flux_lora_xlabs_format, lora, flux1",
        "instantx_flux_controlnet_state_dict, controlnet, flux1",
        "krea2_lora_kohya_format, lora, krea2",
        "qwen_image_lora_kohya_format, lora, qwen_image",
        "xlabs_flux_ip_adapter_state_dict, ip_adapter, flux1",
        "z_image_transformer_comfyui_keys, diffusion_model, z_image",
        // Ambiguous, see the README: the blocks alone do not tell the family.
        "anima_lora_kohya_format, lora, ''",
        "anima_lora_peft_format, lora, ''",
        "flux_lokr_bfl_format, lora, ''",
    })
    void tellsWhatRealHeadersAre(String fixture, String type, String family) throws Exception {
        SampleFile file = SampleSafetensors.of(Fixture.read(fixture).tensors());
        assertClassified(type, family, file);
    }

    @Test
    void readsTheRealHeaderOfAnEmbedding() throws Exception {
        String text = Fixture.read("header-embedding-sd1").texts().getOrDefault("header_text", "");
        byte[] header = SampleSafetensors.header(text);
        assertEquals(80, header.length);
        assertClassified("embedding", "sd1", SampleFile.of(header, 15_360, 7));
    }

    @Test
    void believesMetadataWhereTwoStatementsAgreeAndLayersLeaveItOpen() throws Exception {
        Map<String, String> real = Fixture.read("metadata-kohya-sdxl-lora").metadata();
        assertEquals(64, real.size());
        assertClassified("lora", "sdxl", SampleSafetensors.of(lora(SDXL_SELF_ATTENTION, 640), real));
        assertClassified("lora", "", SampleSafetensors.of(lora(SDXL_SELF_ATTENTION, 640)));

        Map<String, String> torn = new LinkedHashMap<>(real);
        torn.put("ss_base_model_version", "flux1");
        assertClassified("lora", "", SampleSafetensors.of(lora(SDXL_SELF_ATTENTION, 640), torn));
    }

    @Test
    void neverBelievesTheDefaultOfTrainersThatDoNotKnowTheirModel() throws Exception {
        Map<String, String> lie =
                Map.of("modelspec.architecture", "stable-diffusion-v1/lora", "ss_base_model_version", "sd_v1");
        assertClassified(
                "lora",
                "",
                SampleSafetensors.of(Fixture.read("anima_lora_kohya_format").tensors(), lie));
        assertClassified(
                "lora",
                "krea2",
                SampleSafetensors.of(Fixture.read("krea2_lora_kohya_format").tensors(), lie));
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k, 768, sd1",
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k, 1024, sd2",
        "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k, 2048, sdxl",
        "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k, 2048, sdxl",
        "lora_unet_input_blocks_7_1_transformer_blocks_9_attn1_to_q, 1280, sdxl",
        "diffusion_model.blocks.3.cross_attn.k, 5120, wan",
        "diffusion_model.layers.3.attention.to_k, 3840, z_image",
        "lora_unet_joint_blocks_0_x_block_attn_qkv, 1536, sd3",
        "transformer.single_transformer_blocks.0.attn.to_k, 6144, flux2",
        "diffusion_model.txt_in, 12288, ''",
        "something.never.seen, 99, ''",
    })
    void tellsTheFamilyOfAdaptersByWidth(String layer, long width, String family) throws Exception {
        assertClassified("lora", family, SampleSafetensors.of(lora(layer, width)));
    }

    @Test
    void tellsACheckpointFromItsDiffusionModelAlone() throws Exception {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        String unet = "model.diffusion_model.";
        tensors.put(unet + "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight", new long[] {640, 2048});
        tensors.put(unet + "output_blocks.0.1.transformer_blocks.0.attn2.to_k.weight", new long[] {1280, 2048});
        assertClassified("diffusion_model", "sdxl", SampleSafetensors.of(tensors));
        tensors.put("first_stage_model.decoder.conv_in.weight", new long[] {512, 4, 3, 3});
        tensors.put("conditioner.embedders.0.transformer.text_model.final_layer_norm.weight", new long[] {768});
        assertClassified("checkpoint", "sdxl", SampleSafetensors.of(tensors));
    }

    @Test
    void keepsACheckpointWithStrayAdapterKeysACheckpoint() throws Exception {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        for (String block : List.of("input_blocks.1.1", "input_blocks.2.1", "output_blocks.3.1")) {
            tensors.put(
                    "model.diffusion_model." + block + ".transformer_blocks.0.attn2.to_k.weight",
                    new long[] {320, 768});
        }
        tensors.put("cond_stage_model.transformer.text_model.final_layer_norm.weight", new long[] {768});
        tensors.putAll(lora("lora_unet_input_blocks_1_1_transformer_blocks_0_attn2_to_k", 768));
        assertClassified("checkpoint", "sd1", SampleSafetensors.of(tensors));
    }

    @ParameterizedTest
    @CsvSource({
        "encoder.block.0.layer.0.SelfAttention.q.weight, text_encoder",
        "text_model.encoder.layers.0.self_attn.q_proj.weight, text_encoder",
        "vision_model.encoder.layers.0.self_attn.q_proj.weight, clip_vision",
        "decoder.conv_in.weight, vae",
        "decoder.upsamples.0.residual.2.weight, vae",
        "body.0.rdb1.conv1.weight, upscaler",
        "model.1.sub.0.RDB1.conv1.0.weight, upscaler",
        "<my-token>, embedding",
        "control_model.input_hint_block.0.weight, controlnet",
        "model.layers.0.self_attn.q_proj.weight, unknown",
        "redux_up.weight, unknown",
        "768, unknown",
    })
    void tellsPartsByTheirLayers(String tensor, String type) throws Exception {
        assertClassified(type, "", SampleSafetensors.of(Map.of(tensor, new long[] {16, 16})));
    }

    @ParameterizedTest
    @CsvSource({"enc.blk.0.attn_q.weight, text_encoder, ''", "double_blocks.0.img_attn.qkv.weight, unknown, ''"})
    void readsGgufNames(String tensor, String type, String family) throws Exception {
        assertClassified(type, family, SampleGguf.of(Map.of(tensor, new long[] {64, 32})));
    }

    @Test
    void readsGgufShapesInTheOrderOfPytorch() throws Exception {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put("txt_in.weight", new long[] {3072, 4096});
        tensors.put("double_blocks.0.img_attn.qkv.weight", new long[] {9216, 3072});
        assertClassified("diffusion_model", "flux1", SampleGguf.of(tensors));
        assertClassified(
                "llm",
                "",
                SampleGguf.of(
                        Map.of("token_embd.weight", new long[] {8, 8}, "blk.0.attn_q.weight", new long[] {8, 8})));
    }

    @Test
    void saysNothingOfMoreNamesThanAnyModelHas() throws Exception {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put("emb_params", new long[] {1, 768});
        for (int i = 0; i < 20_001; i++) {
            tensors.put("x" + i + "y", new long[] {});
        }
        assertClassified("unknown", "", SampleSafetensors.of(tensors));
    }

    private static Map<String, long[]> lora(String layer, long width) {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put(layer + ".lora_down.weight", new long[] {8, width});
        tensors.put(layer + ".lora_up.weight", new long[] {640, 8});
        tensors.put(layer + ".alpha", new long[] {});
        return tensors;
    }

    private static void assertClassified(String type, String family, SampleFile file)
            throws IOException, StowageException {
        String name = file.header()[0] == 'G' ? "a.gguf" : "a.safetensors";
        Inspection inspection = new ModelFileInspector().inspect(name, file);
        assertEquals(List.of(), inspection.findings());
        assertTrue(inspection.provesLength());
        assertEquals(type, inspection.type().text());
        assertEquals(family, inspection.baseFamily().map(BaseFamily::text).orElse(""));
    }
}
