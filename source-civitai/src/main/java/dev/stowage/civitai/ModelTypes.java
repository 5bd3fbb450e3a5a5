package dev.stowage.civitai;

import static java.util.Map.entry;

import dev.stowage.model.ModelType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the site calls models. An open set: a word that it has learnt since is kept as it is. */
final class ModelTypes {
    private static final Map<String, Sort> SORTS = Map.ofEntries(
            entry("checkpoint", sort(ModelType.CHECKPOINT)),
            entry("textualinversion", sort(ModelType.EMBEDDING)),
            entry("hypernetwork", sort(ModelType.HYPERNETWORK)),
            entry("aestheticgradient", sort(ModelType.OTHER, "aesthetic_gradient")),
            entry("lora", sort(ModelType.LORA)),
            entry("locon", sort(ModelType.LORA, "locon")),
            entry("dora", sort(ModelType.LORA, "dora")),
            entry("controlnet", sort(ModelType.CONTROLNET)),
            entry("upscaler", sort(ModelType.UPSCALER)),
            entry("motionmodule", sort(ModelType.MOTION_MODULE)),
            entry("vae", sort(ModelType.VAE)),
            entry("textencoder", sort(ModelType.TEXT_ENCODER)),
            entry("clip", sort(ModelType.TEXT_ENCODER, "clip")),
            entry("unet", sort(ModelType.DIFFUSION_MODEL)),
            entry("clipvision", sort(ModelType.CLIP_VISION)),
            entry("poses", sort(ModelType.OTHER, "poses")),
            entry("wildcards", sort(ModelType.OTHER, "wildcards")),
            entry("workflows", sort(ModelType.WORKFLOW)),
            entry("comfyworkflows", sort(ModelType.WORKFLOW, "comfyui")),
            entry("detection", sort(ModelType.DETECTOR)),
            entry("visionlanguage", sort(ModelType.LLM, "vision_language")),
            entry("llm", sort(ModelType.LLM)),
            entry("other", sort(ModelType.OTHER)));

    private ModelTypes() {}

    /**
     * A type in our words.
     *
     * @param variant the flavour within it
     */
    record Sort(ModelType type, Optional<String> variant) {}

    static Sort of(String word) {
        Sort known = SORTS.get(word.toLowerCase(Locale.ROOT));
        return known == null ? sort(kept(word)) : known;
    }

    private static ModelType kept(String word) {
        try {
            return ModelType.of(word);
        } catch (IllegalArgumentException noWord) {
            return ModelType.UNKNOWN;
        }
    }

    private static Sort sort(ModelType type) {
        return new Sort(type, Optional.empty());
    }

    private static Sort sort(ModelType type, String variant) {
        return new Sort(type, Optional.of(variant));
    }
}
