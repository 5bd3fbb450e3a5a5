package dev.stowage.modelfiles;

import static dev.stowage.modelfiles.Sign.all;
import static dev.stowage.modelfiles.Sign.any;
import static dev.stowage.modelfiles.Sign.has;
import static dev.stowage.modelfiles.Sign.hasOnly;
import static dev.stowage.modelfiles.Sign.inputs;
import static dev.stowage.modelfiles.Sign.lacks;
import static dev.stowage.modelfiles.Sign.tensors;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.ModelType;
import java.util.List;
import java.util.Optional;

/** Says what a model is for by the names and widths of its layers; what they do not tell stays open. */
final class Classifier {
    private static final String VAE = "^(first_stage_model_|vae_)?";
    private static final Sign UNET = all(has("^input_blocks_#_#_"), has("^output_blocks_#_#_"));
    private static final Sign BUNDLE = has("^(first_stage_model|vae|cond_stage_model|conditioner|text_encoders?)_");
    private static final Sign CORE = any(UNET, layers -> Families.of(layers).isPresent());

    /** The first that fits wins: what changes or accompanies a model before the models, a part before the whole. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    ModelType.IP_ADAPTER,
                    has("^ip_adapter_#_to_k_ip$|_ip_adapter_double_stream_k_proj$"),
                    List.of(
                            new Family("sdxl", inputs("^ip_adapter_#_to_k_ip$", 2048)),
                            new Family("sd2", inputs("^ip_adapter_#_to_k_ip$", 1024)),
                            new Family("sd1", inputs("^ip_adapter_#_to_k_ip$", 768)))),
            new Kind(
                    ModelType.CONTROLNET,
                    has("^(lora_controlnet$|control_model_|controlnet_|input_hint_block_|lllite_|adapter_body_#)")),
            new Kind(ModelType.LORA, Layers::isAdapter),
            new Kind(
                    ModelType.EMBEDDING,
                    all(has("^emb_params$"), tensors(9)),
                    List.of(
                            new Family("sd1", inputs("^emb_params$", 768)),
                            new Family("sd2", inputs("^emb_params$", 1024)))),
            new Kind(
                    ModelType.EMBEDDING,
                    all(hasOnly("clip_[lg]$"), has("^clip_l$"), has("^clip_g$")),
                    List.of(new Family("sdxl", all(inputs("^clip_l$", 768), inputs("^clip_g$", 1280))))),
            new Kind(ModelType.EMBEDDING, all(hasOnly("<[^>]*>$"), tensors(9))),
            new Kind(
                    ModelType.VAE,
                    all(
                            has(VAE + "decoder_(conv_in|upsamples_#)"),
                            hasOnly(VAE + "(encoder|decoder|quant_conv|post_quant_conv|bn|conv1|conv2|loss)(_|$)")),
                    List.of(new Family("flux2", all(has("^bn_running_mean$"), inputs("^decoder_conv_in$", 32))))),
            new Kind(ModelType.CHECKPOINT, all(BUNDLE, CORE)),
            new Kind(ModelType.DIFFUSION_MODEL, CORE),
            new Kind(
                    ModelType.TEXT_ENCODER,
                    all(
                            has("^(encoder_block_#_layer_#_SelfAttention_q|enc_blk_#_)"),
                            lacks("^(decoder_block|dec_blk)_#"))),
            new Kind(
                    ModelType.TEXT_ENCODER,
                    all(has("^text_model_encoder_layers_#_"), lacks("^(vision_model|visual)_"))),
            new Kind(ModelType.CLIP_VISION, all(has("^vision_model_encoder_layers_#_"), lacks("^text_model_"))),
            new Kind(ModelType.UPSCALER, has("^(params_ema_|params_)?(body_#_rdb1_conv1|model_#_sub_#_RDB1_conv1_#)$")),
            new Kind(ModelType.LLM, all(has("^token_embd$"), has("^blk_#_attn_(q|k|qkv)$"))));

    private Classifier() {}

    /** What the layers tell, and where they leave the family open, what the trainer declared of it. */
    static Classification classify(Layers layers, Declared declared) {
        if (layers.isOverwhelming()) {
            return Classification.UNKNOWN;
        }
        return KINDS.stream()
                .filter(kind -> kind.sign.test(layers))
                .findFirst()
                .map(kind -> new Classification(kind.type, kind.family(layers).or(declared::family)))
                .orElse(Classification.UNKNOWN);
    }

    /** One line of the table; its families are those that only models of this kind show so. */
    private record Kind(ModelType type, Sign sign, List<Family> families) {
        Kind(ModelType type, Sign sign) {
            this(type, sign, List.of());
        }

        Optional<BaseFamily> family(Layers layers) {
            return Family.first(families, layers).or(() -> Families.of(layers));
        }
    }
}
