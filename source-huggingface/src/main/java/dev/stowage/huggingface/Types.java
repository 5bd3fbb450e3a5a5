package dev.stowage.huggingface;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.ModelType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file is for, by its folder and by what its author says of the repository. Only what is said clearly counts: the file's own header
 * is asked about everything else, and is not asked where the source has spoken.
 */
final class Types {
    private static final Map<String, ModelType> FOLDERS = Map.ofEntries(
            entry("animatediff_models", ModelType.MOTION_MODULE),
            entry("checkpoints", ModelType.CHECKPOINT),
            entry("clip", ModelType.TEXT_ENCODER),
            entry("clip_vision", ModelType.CLIP_VISION),
            entry("controlnet", ModelType.CONTROLNET),
            entry("controlnets", ModelType.CONTROLNET),
            entry("diffusion_models", ModelType.DIFFUSION_MODEL),
            entry("embeddings", ModelType.EMBEDDING),
            entry("hypernetworks", ModelType.HYPERNETWORK),
            entry("image_encoder", ModelType.CLIP_VISION),
            entry("ipadapter", ModelType.IP_ADAPTER),
            entry("lora", ModelType.LORA),
            entry("loras", ModelType.LORA),
            entry("prior", ModelType.DIFFUSION_MODEL),
            entry("text_encoder", ModelType.TEXT_ENCODER),
            entry("text_encoder_2", ModelType.TEXT_ENCODER),
            entry("text_encoder_3", ModelType.TEXT_ENCODER),
            entry("text_encoders", ModelType.TEXT_ENCODER),
            entry("transformer", ModelType.DIFFUSION_MODEL),
            entry("transformer_2", ModelType.DIFFUSION_MODEL),
            entry("unet", ModelType.DIFFUSION_MODEL),
            entry("upscale_models", ModelType.UPSCALER),
            entry("vae", ModelType.VAE),
            entry("vae_decoder", ModelType.VAE),
            entry("vae_encoder", ModelType.VAE));

    /** Repositories that say what they are by one of their tags; the first that fits. */
    private static final List<Map.Entry<String, ModelType>> TAGS = List.of(
            entry("textual_inversion", ModelType.EMBEDDING),
            entry("controlnet", ModelType.CONTROLNET),
            entry("t2i-adapter", ModelType.CONTROLNET),
            entry("ip-adapter", ModelType.IP_ADAPTER),
            entry("ip_adapter", ModelType.IP_ADAPTER),
            entry("lora", ModelType.LORA),
            entry("super-resolution", ModelType.UPSCALER),
            entry("upscaler", ModelType.UPSCALER),
            entry("esrgan", ModelType.UPSCALER));

    private static final Set<String> LANGUAGE =
            Set.of("text-generation", "image-text-to-text", "any-to-any", "text2text-generation");
    private static final Set<String> VARIANTS = Set.of("lokr", "loha", "locon", "dora");
    private static final Set<String> CONFIGS = Set.of("json", "yaml", "yml", "toml", "ini", "cfg");
    private static final Set<String> ARCHIVES = Set.of("zip", "7z", "tar", "gz", "rar");
    private static final Set<String> TEXTS = Set.of("md", "txt", "csv", "pdf", "py", "gitattributes", "gitignore");
    private static final String ADAPTER = "base_model:adapter:";

    /** Families whose single file in a diffusers repository holds the whole pipeline. */
    private static final Pattern BUNDLED = Pattern.compile("StableDiffusion(XL)?(Inpaint|Img2Img)?Pipeline");

    private final JsonNode info;
    private final List<String> tags;
    private final boolean diffusersFolder;

    Types(Snapshot snapshot) {
        info = snapshot.info();
        tags = Json.texts(info, "tags").stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .toList();
        diffusersFolder = snapshot.file("model_index.json").isPresent();
    }

    /** What the repository as a whole is for. */
    ModelType ofModel() {
        return byTag().or(this::byPipeline).orElse(ModelType.UNKNOWN);
    }

    /** What one file is for; unknown where only its header tells. */
    ModelType of(HubFile file) {
        if (!FileChoice.weights(file)) {
            return withoutWeights(file);
        }
        return byFolder(file).or(this::byTag).orElseGet(() -> wholeRepository(file));
    }

    /** A flavour of LoRA. */
    Optional<String> variant() {
        return tags.stream().filter(VARIANTS::contains).findFirst();
    }

    private ModelType wholeRepository(HubFile file) {
        if (language()) {
            return adapter() ? ModelType.UNKNOWN : ModelType.LLM;
        }
        boolean bundle = diffusersFolder
                && file.folder().isEmpty()
                && pipeline().filter(Types::bundled).isPresent();
        boolean oldBundle = file.extension().equals("ckpt") && text2image();
        return bundle || oldBundle ? ModelType.CHECKPOINT : ModelType.UNKNOWN;
    }

    private Optional<ModelType> byTag() {
        Optional<ModelType> tagged = TAGS.stream()
                .filter(entry -> tags.contains(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
        // What adapts a language model is no LoRA that an image program could load.
        return tagged.or(() -> adapter() && !language() ? Optional.of(ModelType.LORA) : Optional.empty());
    }

    private boolean adapter() {
        boolean said = Json.text(info.path("cardData"), "base_model_relation")
                .filter("adapter"::equals)
                .isPresent();
        return said || tags.stream().anyMatch(tag -> tag.startsWith(ADAPTER));
    }

    private Optional<ModelType> byPipeline() {
        if (diffusersFolder) {
            return Optional.of(ModelType.PIPELINE);
        }
        return language() ? Optional.of(ModelType.LLM) : Optional.empty();
    }

    private boolean language() {
        return Json.text(info, "pipeline_tag").filter(LANGUAGE::contains).isPresent();
    }

    private boolean text2image() {
        return Json.text(info, "pipeline_tag").filter("text-to-image"::equals).isPresent();
    }

    /** The class of diffusers that runs the repository. */
    Optional<String> pipeline() {
        JsonNode diffusers = info.path("config").path("diffusers");
        return Json.text(diffusers, "_class_name")
                .or(() -> Json.text(diffusers, "class_name"))
                .or(() -> Json.texts(info, "tags").stream()
                        .filter(tag -> tag.startsWith("diffusers:"))
                        .findFirst()
                        .map(tag -> tag.substring("diffusers:".length())));
    }

    private static boolean bundled(String pipeline) {
        return BUNDLED.matcher(pipeline).matches();
    }

    private static ModelType withoutWeights(HubFile file) {
        if (CONFIGS.contains(file.extension())) {
            boolean workflow = file.path().toLowerCase(Locale.ROOT).contains("workflow");
            return workflow ? ModelType.WORKFLOW : ModelType.CONFIG;
        }
        if (ARCHIVES.contains(file.extension())) {
            return ModelType.ARCHIVE;
        }
        boolean plain = file.image() || file.video() || TEXTS.contains(file.extension());
        return plain ? ModelType.OTHER : byFolder(file).orElse(ModelType.UNKNOWN);
    }

    /** The innermost folder that has a meaning. */
    private static Optional<ModelType> byFolder(HubFile file) {
        return Stream.of(file.folder().toLowerCase(Locale.ROOT).split("/", -1))
                .map(FOLDERS::get)
                .flatMap(Stream::ofNullable)
                .reduce((outer, inner) -> inner);
    }
}
