package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.util.List;
import java.util.Map;

/**
 * Kinds of model files that can be made up: the header is valid and names real layers, so that programs recognise what it is; the numbers
 * are random, the same for the same seed. The bytes are computed when they are read, so a file of any size needs no memory.
 *
 * @since 0.1
 */
public enum SampleWeights {
    /** An adapter for SDXL, as kohya's trainer writes it. */
    SDXL_LORA,
    /** An adapter for Flux.1. */
    FLUX1_LORA,
    /** A whole SDXL model with text encoders and VAE. */
    SDXL_CHECKPOINT,
    /** A whole Stable Diffusion 1 model. */
    SD1_CHECKPOINT,
    /** The core of Flux.1 without text encoders. */
    FLUX1_DIFFUSION_MODEL,
    /** An autoencoder. */
    VAE,
    /** A textual inversion for Stable Diffusion 1. */
    SD1_EMBEDDING,
    /** A ControlNet for SDXL. */
    SDXL_CONTROLNET,
    /** A model that enlarges pictures. */
    UPSCALER,
    /** A language model, as llama.cpp names its layers. */
    LANGUAGE_MODEL;

    /**
     * Makes a safetensors file.
     *
     * @param seed chooses the numbers
     * @param bytes how long the whole file is; 256 KiB suffice for every kind, and most need less
     * @return a file of exactly this length
     * @throws IllegalArgumentException when the layers do not fit
     */
    public Content safetensors(long seed, long bytes) {
        return new SafetensorsLayout(layers(), metadata()).content(seed, bytes);
    }

    /**
     * Makes a GGUF file.
     *
     * @param seed chooses the numbers
     * @param bytes how long the whole file may be
     * @param label how the numbers are packed: {@code F16}, {@code Q8_0}, {@code Q6_K}, {@code Q5_K_M}, {@code Q4_K_M}, {@code Q3_K_M} or
     *     {@code Q2_K}
     * @return a file of this length or little less, for numbers are packed in blocks
     * @throws IllegalArgumentException when the label is none of these, the layers do not fit, or their widths do not fill whole blocks
     */
    public Content gguf(long seed, long bytes, String label) {
        String architecture = this == LANGUAGE_MODEL ? "llama" : "flux";
        return new GgufLayout(layers(), architecture, label).content(seed, bytes);
    }

    private List<WeightLayer> layers() {
        return switch (this) {
            case SDXL_LORA -> WeightLayouts.sdxlAdapter();
            case FLUX1_LORA -> WeightLayouts.flux1Adapter();
            case SDXL_CHECKPOINT -> WeightLayouts.sdxl();
            case SD1_CHECKPOINT -> WeightLayouts.sd1();
            case FLUX1_DIFFUSION_MODEL -> WeightLayouts.flux1();
            case VAE -> WeightLayouts.vae();
            case SD1_EMBEDDING -> WeightLayouts.sd1Embedding();
            case SDXL_CONTROLNET -> WeightLayouts.sdxlControlNet();
            case UPSCALER -> WeightLayouts.upscaler();
            case LANGUAGE_MODEL -> WeightLayouts.languageModel();
        };
    }

    /** What trainers write into such files about them. */
    private Map<String, String> metadata() {
        return switch (this) {
            case SDXL_LORA ->
                Map.of(
                        "modelspec.architecture", "stable-diffusion-xl-v1-base/lora",
                        "ss_base_model_version", "sdxl_base_v1-0",
                        "ss_network_module", "networks.lora");
            case FLUX1_LORA -> Map.of("modelspec.architecture", "flux-1-dev/lora", "ss_base_model_version", "flux1");
            case SDXL_CHECKPOINT -> Map.of("modelspec.architecture", "stable-diffusion-xl-v1-base");
            case FLUX1_DIFFUSION_MODEL -> Map.of("modelspec.architecture", "flux-1-dev");
            default -> Map.of("format", "pt");
        };
    }
}
