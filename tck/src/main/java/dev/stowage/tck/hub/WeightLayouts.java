package dev.stowage.tck.hub;

import static dev.stowage.tck.hub.WeightLayer.adapter;
import static dev.stowage.tck.hub.WeightLayer.weight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Enough layers of each kind of model, under the names that trainers give them, to tell which kind it is. The last one is small. */
final class WeightLayouts {
    private static final String UNET = "model.diffusion_model.";
    private static final String TEXT = "transformer.text_model.encoder.layers.0.self_attn.k_proj.weight";

    private WeightLayouts() {}

    static List<WeightLayer> sdxlAdapter() {
        return joined(
                each(4, block -> adapter(blocks(block) + "attn2_to_k", 2048, 640)),
                each(4, block -> adapter(blocks(block) + "attn2_to_v", 2048, 640)),
                each(4, block -> adapter(blocks(block) + "attn1_to_q", 640, 640)));
    }

    private static String blocks(int number) {
        return "lora_unet_input_blocks_" + (4 + number / 2) + "_1_transformer_blocks_" + number % 2 + "_";
    }

    static List<WeightLayer> flux1Adapter() {
        return joined(
                each(19, block -> adapter("lora_unet_double_blocks_" + block + "_img_attn_proj", 3072, 3072)),
                each(19, block -> adapter("lora_unet_double_blocks_" + block + "_txt_attn_proj", 3072, 3072)));
    }

    static List<WeightLayer> sdxl() {
        return joined(
                unet(2048),
                Stream.of(
                        weight("conditioner.embedders.0." + TEXT, 768),
                        weight("conditioner.embedders.1.model.transformer.resblocks.0.attn.in_proj_weight", 1280)),
                autoencoder("first_stage_model."));
    }

    static List<WeightLayer> sd1() {
        return joined(unet(768), Stream.of(weight("cond_stage_model." + TEXT, 768)), autoencoder("first_stage_model."));
    }

    static List<WeightLayer> vae() {
        return joined(autoencoder(""));
    }

    static List<WeightLayer> sd1Embedding() {
        return List.of(weight("emb_params", 768));
    }

    static List<WeightLayer> flux1() {
        return joined(
                Stream.of(weight("txt_in.weight", 4096)),
                each(19, block -> weight("double_blocks." + block + ".img_attn.qkv.weight", 3072)),
                each(38, block -> weight("single_blocks." + block + ".linear1.weight", 3072)));
    }

    static List<WeightLayer> languageModel() {
        return joined(
                Stream.of(weight("token_embd.weight", 1024)),
                each(8, block -> weight("blk." + block + ".attn_q.weight", 1024)),
                each(8, block -> weight("blk." + block + ".attn_k.weight", 1024)));
    }

    static List<WeightLayer> sdxlControlNet() {
        return joined(
                Stream.of(weight("control_model.input_hint_block.0.weight", 3, 3, 3)),
                each(
                        2,
                        block -> weight(
                                "control_model.input_blocks." + (4 + block)
                                        + ".1.transformer_blocks.0.attn2.to_k.weight",
                                2048)));
    }

    static List<WeightLayer> upscaler() {
        return joined(each(4, block -> weight("body." + block + ".rdb1.conv1.weight", 64, 3, 3)));
    }

    private static Stream<WeightLayer> unet(long textWidth) {
        return Stream.of(
                        "input_blocks.4.1",
                        "input_blocks.5.1",
                        "middle_block.1",
                        "output_blocks.3.1",
                        "output_blocks.4.1")
                .map(block -> UNET + block + ".transformer_blocks.0.")
                .flatMap(block -> Stream.of(
                        weight(block + "attn1.to_q.weight", 640),
                        weight(block + "attn2.to_k.weight", textWidth),
                        weight(block + "attn2.to_v.weight", textWidth)));
    }

    private static Stream<WeightLayer> autoencoder(String prefix) {
        return Stream.of(
                weight(prefix + "encoder.conv_in.weight", 3, 3, 3),
                weight(prefix + "encoder.down.0.block.0.conv1.weight", 128, 3, 3),
                weight(prefix + "decoder.up.0.block.0.conv1.weight", 128, 3, 3),
                weight(prefix + "decoder.conv_in.weight", 4, 3, 3),
                weight(prefix + "post_quant_conv.weight", 4, 1, 1));
    }

    private static Stream<WeightLayer> each(int count, IntFunction<WeightLayer> layer) {
        return IntStream.range(0, count).mapToObj(layer);
    }

    @SafeVarargs
    private static List<WeightLayer> joined(Stream<WeightLayer>... parts) {
        List<WeightLayer> layers = new ArrayList<>();
        for (Stream<WeightLayer> part : parts) {
            part.forEach(layers::add);
        }
        return List.copyOf(layers);
    }
}
