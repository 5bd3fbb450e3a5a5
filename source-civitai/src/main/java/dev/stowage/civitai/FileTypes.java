package dev.stowage.civitai;

import static java.util.Map.entry;

import dev.stowage.model.ModelType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the site calls the files of a model. An open set: an unknown word says nothing. */
final class FileTypes {
    static final String TRAINING_DATA = "Training Data";
    static final String VAE = "VAE";

    private static final Set<String> WEIGHTS = Set.of("Model", "Pruned Model", "Diffusion Model", "UNet");
    private static final Set<String> ZIPPED = Set.of("Diffusers", "Core ML");

    private static final Map<String, ModelType> TYPES = Map.ofEntries(
            entry("text encoder", ModelType.TEXT_ENCODER),
            entry("vision encoder", ModelType.CLIP_VISION),
            entry("clipvision", ModelType.CLIP_VISION),
            entry("negative", ModelType.EMBEDDING),
            entry("training data", ModelType.ARCHIVE),
            entry("archive", ModelType.ARCHIVE),
            entry("vae", ModelType.VAE),
            entry("config", ModelType.CONFIG),
            entry("unet", ModelType.DIFFUSION_MODEL),
            entry("diffusion model", ModelType.DIFFUSION_MODEL),
            entry("controlnet", ModelType.CONTROLNET),
            entry("workflow", ModelType.WORKFLOW),
            entry("upscaler", ModelType.UPSCALER),
            entry("enhancement lora", ModelType.LORA),
            entry("other", ModelType.OTHER));

    private FileTypes() {}

    /** What a file is for, when that is not what its model is for. */
    static Optional<ModelType> of(FileEntry file) {
        if (file.trait("format").filter(ZIPPED::contains).isPresent()) {
            return Optional.of(ModelType.ARCHIVE);
        }
        return Optional.ofNullable(TYPES.get(file.type().toLowerCase(Locale.ROOT)));
    }

    /** Whether a file is what the model is about. */
    static boolean weights(FileEntry file) {
        return WEIGHTS.contains(file.type());
    }
}
