package dev.stowage.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model file is for. An open set: an unknown word is kept as text and sorted by rules that know it.
 *
 * @param text lower_snake, 1 to 40 characters
 * @since 0.1
 */
public record ModelType(String text) {
    public static final ModelType CHECKPOINT = new ModelType("checkpoint");
    public static final ModelType DIFFUSION_MODEL = new ModelType("diffusion_model");
    public static final ModelType LORA = new ModelType("lora");
    public static final ModelType EMBEDDING = new ModelType("embedding");
    public static final ModelType VAE = new ModelType("vae");
    public static final ModelType CONTROLNET = new ModelType("controlnet");
    public static final ModelType TEXT_ENCODER = new ModelType("text_encoder");
    public static final ModelType CLIP_VISION = new ModelType("clip_vision");
    public static final ModelType IP_ADAPTER = new ModelType("ip_adapter");
    public static final ModelType UPSCALER = new ModelType("upscaler");
    public static final ModelType HYPERNETWORK = new ModelType("hypernetwork");
    public static final ModelType MOTION_MODULE = new ModelType("motion_module");
    public static final ModelType DETECTOR = new ModelType("detector");
    public static final ModelType LLM = new ModelType("llm");
    public static final ModelType PIPELINE = new ModelType("pipeline");
    public static final ModelType WORKFLOW = new ModelType("workflow");
    public static final ModelType CONFIG = new ModelType("config");
    public static final ModelType ARCHIVE = new ModelType("archive");
    public static final ModelType OTHER = new ModelType("other");
    /** Nobody knows yet: a person is asked. */
    public static final ModelType UNKNOWN = new ModelType("unknown");

    private static final Set<ModelType> KNOWN = Set.of(
            CHECKPOINT,
            DIFFUSION_MODEL,
            LORA,
            EMBEDDING,
            VAE,
            CONTROLNET,
            TEXT_ENCODER,
            CLIP_VISION,
            IP_ADAPTER,
            UPSCALER,
            HYPERNETWORK,
            MOTION_MODULE,
            DETECTOR,
            LLM,
            PIPELINE,
            WORKFLOW,
            CONFIG,
            ARCHIVE,
            OTHER,
            UNKNOWN);

    /** @throws IllegalArgumentException when the word is not lower_snake of 1 to 40 characters */
    public ModelType {
        if (!Form.WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("A model type is one lower_snake word of at most 40 characters");
        }
    }

    /**
     * Reads a word as people write it, in any case and with spaces or hyphens.
     *
     * @throws IllegalArgumentException when no lower_snake word of 1 to 40 characters comes out
     */
    public static ModelType of(String word) {
        return new ModelType(word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_"));
    }

    /** The words Stowage itself knows. */
    public static Set<ModelType> known() {
        return KNOWN;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Apart, because a record's constants are made before its own patterns would be. */
    private static final class Form {
        static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    }
}
