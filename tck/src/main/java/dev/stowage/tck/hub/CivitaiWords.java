package dev.stowage.tck.hub;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The site's vocabulary, as far as the hub needs it. */
final class CivitaiWords {
    static final List<String> MODEL_TYPES = List.of(
            "Checkpoint",
            "TextualInversion",
            "Hypernetwork",
            "AestheticGradient",
            "LORA",
            "LoCon",
            "DoRA",
            "Controlnet",
            "Upscaler",
            "MotionModule",
            "VAE",
            "TextEncoder",
            "UNet",
            "CLIPVision",
            "Poses",
            "Wildcards",
            "Workflows",
            "ComfyWorkflows",
            "Detection",
            "VisionLanguage",
            "CLIP",
            "LLM",
            "Other");
    static final List<String> FILE_TYPES = List.of(
            "Model",
            "Text Encoder",
            "Vision Encoder",
            "Pruned Model",
            "Negative",
            "Training Data",
            "VAE",
            "Config",
            "Archive",
            "UNet",
            "Diffusion Model",
            "CLIPVision",
            "ControlNet",
            "Workflow",
            "Upscaler",
            "Enhancement LoRA",
            "Other");
    static final List<String> FORMATS =
            List.of("SafeTensor", "PickleTensor", "GGUF", "Diffusers", "Core ML", "ONNX", "Other");
    static final List<String> SIZES = List.of("full", "pruned");
    static final List<String> BASE_MODELS = List.of(
            "SD 1.4", "SD 1.5", "SD 2.1", "SDXL 1.0", "Pony", "Illustrious", "NoobAI", "Flux.1 D", "Flux.1 S", "Other");

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Checkpoint", "checkpoint"),
            Map.entry("TextualInversion", "embedding"),
            Map.entry("Hypernetwork", "hypernet"),
            Map.entry("LORA", "lora"),
            Map.entry("LoCon", "lycoris"),
            Map.entry("DoRA", "dora"),
            Map.entry("Controlnet", "controlnet"),
            Map.entry("Upscaler", "upscaler"),
            Map.entry("MotionModule", "motion"),
            Map.entry("VAE", "vae"));

    private CivitaiWords() {}

    /** The word for a type of model in an AIR. */
    static String kind(String modelType) {
        return KINDS.getOrDefault(modelType, "unknown");
    }

    /** The word for what a base model belongs to in an AIR. */
    static String ecosystem(String baseModel) {
        String word = baseModel.toLowerCase(Locale.ROOT);
        if (word.startsWith("sdxl") || List.of("pony", "illustrious", "noobai").contains(word)) {
            return "sdxl";
        }
        if (word.startsWith("sd ")) {
            return "sd" + word.charAt(3);
        }
        return word.startsWith("flux.1") ? "flux1" : "other";
    }
}
