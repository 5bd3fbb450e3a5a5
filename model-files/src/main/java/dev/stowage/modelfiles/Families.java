package dev.stowage.modelfiles;

import static dev.stowage.modelfiles.Sign.all;
import static dev.stowage.modelfiles.Sign.any;
import static dev.stowage.modelfiles.Sign.has;
import static dev.stowage.modelfiles.Sign.inputs;
import static dev.stowage.modelfiles.Sign.lacks;
import static dev.stowage.modelfiles.Sign.last;
import static dev.stowage.modelfiles.Sign.outputs;

import dev.stowage.model.BaseFamily;
import java.util.List;
import java.util.Optional;

/**
 * The architectures, each by what only it has, in checkpoints and adapters alike.
 *
 * <p>Fine-tunes have the layers of what they were tuned from: Pony and Illustrious are {@code sdxl} here. Some families share their
 * blocks, and an adapter that changes nothing else stays without family: Anima and Cosmos Predict 2; Qwen-Image and its kin. Chroma is
 * Flux.1 with less around the blocks, and an adapter for it that changes blocks only is told as {@code flux1}.
 */
final class Families {
    private static final String UNET =
            "^(control_model_)?(input_blocks|middle_block|output_blocks|down_blocks|mid_block|up_blocks)_";
    private static final String UNET_TEXT = UNET + ".*attn2_to_[kv]$";
    private static final String FLUX_MLP = "^double_blocks_#_(img|txt)_mlp_#$";
    private static final String FLUX_TEXT = "^(txt_in|context_embedder)$";
    private static final String FLUX_WIDTH =
            "^(double_blocks_#_img_attn_(qkv|proj)|single_blocks_#_linear1|single_transformer_blocks_#_attn_to_[kqv])$";
    private static final String FLUX_BLOCKS =
            "^(double_blocks_#_(img_attn|processor)|single_blocks_#_(linear|processor)|single_transformer_blocks_#_attn_to_[kqv]$)";
    private static final String HUNYUAN_BLOCKS =
            "^(double|single)_blocks_#_.*(mlp_fc\\d|_mod_linear|modulation_linear)$";

    private static final Sign FLUX1 = all(
            has(FLUX_BLOCKS),
            lacks("^distilled_guidance_layer|individual_token_refiner|^connector_|" + HUNYUAN_BLOCKS),
            any(
                    inputs(FLUX_TEXT, 4096),
                    inputs("^double_blocks_#_processor_ip_adapter_double_stream_[kv]_proj$", 4096),
                    has("^(double_blocks_#_(img|txt)_mod_lin|single_blocks_#_modulation_lin)$"),
                    all(inputs(FLUX_MLP, 3072), outputs(FLUX_MLP, 12_288)),
                    // 19 double and 38 single blocks; Flux.2 has 8 and 48 at most, Hunyuan Video 20 and 40.
                    all(
                            inputs(FLUX_WIDTH + "|_processor_qkv$", 3072),
                            any(
                                    last("double_blocks", 8, 18),
                                    last("single_blocks", 24, 37),
                                    last("single_transformer_blocks", 24, 37)))));

    private static final Sign FLUX2 = all(
            has("^(double_blocks|double_stream|single_blocks|single_stream|single_transformer_blocks)_"),
            any(
                    has("^double_stream_modulation_img_lin(ear)?$"),
                    has("^single_transformer_blocks_#_attn_to_qkv_mlp_proj$"),
                    inputs(FLUX_TEXT, 7680, 12_288, 15_360),
                    inputs(FLUX_WIDTH, 4096, 6144),
                    all(inputs(FLUX_MLP, 3072), outputs(FLUX_MLP, 18_432))));

    private static final Sign SDXL = all(
            // Kolors puts this before the same U-Net.
            lacks("^encoder_hid_proj"),
            any(
                    inputs(UNET_TEXT, 2048),
                    // Adapters of self-attention only: no other U-Net has more than four transformers in a row.
                    all(has(UNET + ".*transformer_blocks_#"), last("transformer_blocks", 4, 9))));

    private static final Sign QWEN_IMAGE = any(
            all(has("^transformer_blocks_#_attn_add_k_proj"), inputs("^txt_norm$", 3584)),
            all(
                    has("^transformer_blocks_#_attn_add_k_proj$"),
                    has("^transformer_blocks_#_(img|txt)_mlp_"),
                    lacks("^txt_norm$")));

    private static final Sign SD3 = any(
            has("^joint_blocks_#_(context|x)_block_"),
            all(
                    has("^transformer_blocks_#_ff_context"),
                    lacks("^single_transformer_blocks_#"),
                    inputs("^transformer_blocks_#_attn_to_[kqv]$", 1536, 2432)));

    /** The first that fits wins. */
    private static final List<Family> FAMILIES = List.of(
            new Family("anima", has("^llm_adapter_blocks_#_")),
            new Family("krea2", has("^txtfusion_(projector|layerwise_blocks|refiner_blocks)")),
            new Family("chroma", has("^distilled_guidance_layer_")),
            new Family("hunyuan_video15", all(has("individual_token_refiner"), has("^vision_in_proj_#"))),
            new Family("hunyuan_image", all(has("individual_token_refiner"), has("^byt5_in_fc1"))),
            new Family("hunyuan_video", all(has("^txt_in_individual_token_refiner"), lacks("^(byt5_in|vision_in)_"))),
            new Family("flux2", FLUX2),
            new Family("flux1", FLUX1),
            new Family("qwen_image", QWEN_IMAGE),
            new Family("sd3", SD3),
            new Family("wan", all(has("^blocks_#_cross_attn_k$"), inputs("^blocks_#_cross_attn_k$", 1536, 3072, 5120))),
            new Family("z_image", inputs("^layers_#_attention_(qkv|to_k)$", 3840)),
            new Family("lumina2", all(inputs("^layers_#_attention_(qkv|to_k)$", 2304), lacks("^time_caption_embed"))),
            new Family("ltxv2", all(has("^adaln_single_emb_timestep_embedder_linear_#"), has("audio_to_video_attn"))),
            new Family("pixart", has("^t_block_#$")),
            new Family("ltxv", all(has("^adaln_single_emb_timestep_embedder_linear_#"), lacks("^pos_embed_proj"))),
            new Family("hidream", has("^caption_projection_#_linear$")),
            new Family("auraflow", has("^double_layers_#_attn_w1q$")),
            new Family("sana", has("^attention_y_norm$")),
            new Family("mochi", has("^t5_yproj$")),
            new Family("omnigen2", has("^time_caption_embed_")),
            new Family("kandinsky5", has("^text_transformer_blocks_#_feed_forward")),
            new Family("ideogram4", has("^embed_image_indicator$")),
            new Family("ernie", has("^layers_#_adaLN_sa_ln$")),
            new Family("svd", has(UNET + ".*(time_stack|time_mixer)")),
            new Family("sdxl", SDXL),
            new Family("sd2", inputs(UNET_TEXT, 1024)),
            new Family("sd1", inputs(UNET_TEXT, 768)));

    private Families() {}

    static Optional<BaseFamily> of(Layers layers) {
        return Family.first(FAMILIES, layers);
    }
}
