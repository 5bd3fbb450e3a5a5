package dev.stowage.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which architecture each known base model is of. Families have the names that headers are read to, so that both can be compared: what is
 * tuned from a model, or has its layers, is of its family.
 */
final class BaseModelFamilies {
    private static final Map<String, BaseFamily> BY_BASE_MODEL = index(Map.ofEntries(
            family("ace", "ACE Audio"),
            family("anima", "Anima"),
            family("auraflow", "AuraFlow", "Pony V7"),
            family("boogu", "Boogu"),
            family("chroma", "Chroma"),
            family("cogvideox", "CogVideoX"),
            family("ernie", "Ernie"),
            family("flux1", "Flux.1 S", "Flux.1 D", "Flux.1 Krea", "Flux.1 Kontext"),
            family(
                    "flux2",
                    "Flux.2 D",
                    "Flux.2 Klein 9B",
                    "Flux.2 Klein 9B-base",
                    "Flux.2 Klein 4B",
                    "Flux.2 Klein 4B-base"),
            family("flux3_video", "Flux 3 Video"),
            family("grok", "Grok"),
            family("happyhorse", "HappyHorse"),
            family("hidream", "HiDream"),
            family("hidream_o1", "HiDream-O1"),
            family("hunyuan3d", "Hunyuan3D"),
            family("hunyuan_dit", "Hunyuan 1"),
            family("hunyuan_video", "Hunyuan Video"),
            family("ideogram4", "Ideogram 4.0"),
            family("imagen4", "Imagen4"),
            family("kling", "Kling"),
            family("kolors", "Kolors"),
            family("krea2", "Krea 2"),
            family("lens", "Lens"),
            family("ltxv", "LTXV"),
            family("ltxv2", "LTXV2", "LTXV 2.3", "LTXV 2.5"),
            family("lumina2", "Lumina"),
            family("mageflow", "MageFlow"),
            family("mai", "MAI"),
            family("minimax_h3", "MiniMax H3"),
            family("mochi", "Mochi"),
            family("nano_banana", "Nano Banana"),
            family("odor", "ODOR"),
            family("openai", "OpenAI"),
            family("pixart", "PixArt a", "PixArt E"),
            family("polygen", "PolyGen"),
            family("qwen2", "Qwen 2"),
            family("qwen3", "Qwen 3"),
            family("qwen_image", "Qwen"),
            family("reve", "Reve"),
            family("sd1", "SD 1.4", "SD 1.5", "SD 1.5 LCM", "SD 1.5 Hyper"),
            family("sd2", "SD 2.0", "SD 2.0 768", "SD 2.1", "SD 2.1 768", "SD 2.1 Unclip"),
            family("sd3", "SD 3", "SD 3.5", "SD 3.5 Large", "SD 3.5 Large Turbo", "SD 3.5 Medium"),
            family(
                    "sdxl",
                    "Illustrious",
                    "NoobAI",
                    "Playground v2",
                    "Pony",
                    "SDXL 0.9",
                    "SDXL 1.0",
                    "SDXL 1.0 LCM",
                    "SDXL Distilled",
                    "SDXL Hyper",
                    "SDXL Lightning",
                    "SDXL Turbo"),
            family("seedance", "Seedance"),
            family("seedream", "Seedream"),
            family("sora2", "Sora 2"),
            family("stable_cascade", "Stable Cascade"),
            family("svd", "SVD", "SVD XT"),
            family("tripo", "Tripo"),
            family("veo3", "Veo 3"),
            family("vidu", "Vidu Q1"),
            family(
                    "wan",
                    "Wan Image 2.7",
                    "Wan Video",
                    "Wan Video 1.3B t2v",
                    "Wan Video 14B t2v",
                    "Wan Video 14B i2v 480p",
                    "Wan Video 14B i2v 720p",
                    "Wan Video 2.2 TI2V-5B",
                    "Wan Video 2.2 I2V-A14B",
                    "Wan Video 2.2 T2V-A14B",
                    "Wan Video 2.5 T2V",
                    "Wan Video 2.5 I2V",
                    "Wan Video 2.7"),
            family("z_image", "ZImageBase", "ZImageTurbo")));

    private BaseModelFamilies() {}

    static Optional<BaseFamily> of(BaseModel baseModel) {
        return Optional.ofNullable(BY_BASE_MODEL.get(folded(baseModel.text())));
    }

    private static Map.Entry<BaseFamily, List<String>> family(String name, String... baseModels) {
        return Map.entry(new BaseFamily(name), List.of(baseModels));
    }

    private static Map<String, BaseFamily> index(Map<BaseFamily, List<String>> baseModels) {
        Map<String, BaseFamily> index = new HashMap<>();
        baseModels.forEach((family, names) -> names.forEach(name -> index.put(folded(name), family)));
        return Map.copyOf(index);
    }

    private static String folded(String baseModel) {
        return baseModel.toLowerCase(Locale.ROOT);
    }
}
