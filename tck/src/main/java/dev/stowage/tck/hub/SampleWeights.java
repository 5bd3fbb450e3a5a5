package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kinds of model files that can be made up: the header is valid and names real layers, so that programs recognise what it is; the numbers
 * are random, the same for the same seed. The bytes are computed when they are read, so a file of any size needs no memory.
 *
 * @since 0.1
 */
public enum SampleWeights {
    /** An adapter for SDXL, as kohya's trainer writes it. */
    SDXL_LORA(
            WeightLayouts::sdxlAdapter,
            Map.of(
                    "modelspec.architecture", "stable-diffusion-xl-v1-base/lora",
                    "ss_base_model_version", "sdxl_base_v1-0",
                    "ss_network_module", "networks.lora")),
    /** An adapter for Flux.1. */
    FLUX1_LORA(
            WeightLayouts::flux1Adapter,
            Map.of("modelspec.architecture", "flux-1-dev/lora", "ss_base_model_version", "flux1")),
    /** A whole SDXL model with text encoders and VAE. */
    SDXL_CHECKPOINT(
            WeightLayouts::sdxl, Map.of("modelspec.architecture", "stable-diffusion-xl-v1-base", "format", "pt")),
    /** A whole Stable Diffusion 1 model. */
    SD1_CHECKPOINT(WeightLayouts::sd1, Map.of("format", "pt")),
    /** The core of Flux.1 without text encoders. */
    FLUX1_DIFFUSION_MODEL(WeightLayouts::flux1, Map.of("modelspec.architecture", "flux-1-dev")),
    /** An autoencoder. */
    VAE(WeightLayouts::vae, Map.of("format", "pt")),
    /** A textual inversion for Stable Diffusion 1. */
    SD1_EMBEDDING(WeightLayouts::sd1Embedding, Map.of()),
    /** A ControlNet for SDXL. */
    SDXL_CONTROLNET(WeightLayouts::sdxlControlNet, Map.of("format", "pt")),
    /** A model that enlarges pictures. */
    UPSCALER(WeightLayouts::upscaler, Map.of("format", "pt")),
    /** A language model, as llama.cpp names its layers. */
    LANGUAGE_MODEL(WeightLayouts::languageModel, Map.of());

    private final Supplier<List<WeightLayer>> layers;
    private final Map<String, String> metadata;

    SampleWeights(Supplier<List<WeightLayer>> layers, Map<String, String> metadata) {
        this.layers = layers;
        this.metadata = metadata;
    }

    /**
     * Makes a safetensors file.
     *
     * @param seed chooses the numbers
     * @param bytes how long the whole file is; 256 KiB suffice for every kind, and most need less
     * @return a file of exactly this length
     * @throws IllegalArgumentException when the layers do not fit
     */
    public Content safetensors(long seed, long bytes) {
        return new SafetensorsLayout(layers.get(), metadata).content(seed, bytes);
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
        return new GgufLayout(layers.get(), architecture, label).content(seed, bytes);
    }
}
