package dev.stowage.internal.placement;

import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementRule;
import java.util.List;

/** The folder layouts of the user interfaces that people point at the models folder. */
public enum LayoutPreset {
    /** ComfyUI's {@code models/} folder, as its {@code folder_paths.py} names it; GGUF files go where their safetensors siblings go. */
    COMFYUI;

    private static final List<PlacementRule> COMFYUI_RULES = List.of(
            PlacementRule.ofType(ModelType.CHECKPOINT, "checkpoints"),
            PlacementRule.ofType(ModelType.DIFFUSION_MODEL, "diffusion_models"),
            PlacementRule.ofType(ModelType.LORA, "loras"),
            PlacementRule.ofType(ModelType.EMBEDDING, "embeddings"),
            PlacementRule.ofType(ModelType.VAE, "vae"),
            PlacementRule.ofType(ModelType.CONTROLNET, "controlnet"),
            PlacementRule.ofType(ModelType.TEXT_ENCODER, "text_encoders"),
            PlacementRule.ofType(ModelType.CLIP_VISION, "clip_vision"),
            PlacementRule.ofType(ModelType.IP_ADAPTER, "ipadapter"),
            PlacementRule.ofType(ModelType.UPSCALER, "upscale_models"),
            PlacementRule.ofType(ModelType.HYPERNETWORK, "hypernetworks"),
            PlacementRule.ofType(ModelType.MOTION_MODULE, "animatediff_models"),
            PlacementRule.ofType(ModelType.DETECTOR, "ultralytics/bbox"),
            PlacementRule.ofType(ModelType.LLM, "LLM"),
            PlacementRule.ofType(ModelType.PIPELINE, "diffusers"),
            PlacementRule.ofType(ModelType.WORKFLOW, "workflows"),
            PlacementRule.ofType(ModelType.CONFIG, "configs"),
            PlacementRule.ofType(ModelType.ARCHIVE, "archives"),
            PlacementRule.ofType(ModelType.OTHER, "other"));

    List<PlacementRule> rules() {
        return switch (this) {
            case COMFYUI -> COMFYUI_RULES;
        };
    }
}
