package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A small collection with something of each kind, to try a downloader on.
 *
 * <pre>{@code
 * DemoModels models = DemoModels.ofSize(30_000_000);
 * try (PracticeHub hub = models.addTo(PracticeHub.builder()).start()) {
 *     models.samples(hub).forEach(sample -> print(sample.reference(), sample.about()));
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class DemoModels {
    /** A token that both sites know; with it the demo's locked models open, but for the one that has to be bought. */
    public static final String TOKEN = "hf_practice0123456789";

    private static final String DIRECT = "lantern-vae.safetensors";
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    private final long bytes;

    private DemoModels(long bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates the collection.
     *
     * @param bytes about how long the largest files are, 1 MiB or more; others are down to an eighth of it
     * @return the collection
     */
    public static DemoModels ofSize(long bytes) {
        if (bytes < 1 << 20) {
            throw new IllegalArgumentException("Models have 1 MiB or more, not " + bytes + " bytes");
        }
        return new DemoModels(bytes);
    }

    /**
     * Adds the collection to a hub to be.
     *
     * @param hub its builder
     * @return the same builder
     */
    public PracticeHubBuilder addTo(PracticeHubBuilder hub) {
        return hub.civitaiTokens(TOKEN)
                .huggingFaceTokens(TOKEN)
                .civitai(cranes(), harbour(), tides())
                .huggingFace(comet(), vault(), wordsmith());
    }

    /**
     * Says what there is to paste. The first three are one of each source, and free.
     *
     * @param hub a hub to which the collection was added
     * @return references and what they are
     */
    public List<Sample> samples(PracticeHub hub) {
        URI civitai = hub.civitaiEndpoint();
        URI huggingFace = hub.huggingFaceEndpoint();
        URI direct = hub.file(DIRECT, SampleWeights.VAE.safetensors(31, bytes / 2));
        return List.of(
                new Sample(
                        "civitai",
                        civitai + "/models/4101",
                        "A LoRA with trigger words, two versions and previews.",
                        true),
                new Sample("huggingface", huggingFace + "/practice/comet-lora", "A LoRA with a model card.", true),
                new Sample(
                        "http", direct.toString(), "A VAE behind a plain link: no metadata, no published hash.", true),
                new Sample(
                        "civitai",
                        civitai + "/models/4101?modelVersionId=41002",
                        "The older version of the first LoRA, in two files.",
                        true),
                new Sample(
                        "civitai",
                        civitai + "/models/4102",
                        "A checkpoint that asks for a token: " + TOKEN + ".",
                        false),
                new Sample(
                        "civitai",
                        civitai + "/models/4103",
                        "An embedding in early access: only a purchase opens it.",
                        false),
                new Sample(
                        "huggingface",
                        huggingFace + "/practice/vault-lora",
                        "A gated repository: it opens with the token " + TOKEN + ".",
                        false),
                new Sample(
                        "huggingface",
                        huggingFace + "/practice/wordsmith-gguf",
                        "A language model in four quantisations; Q4_K_M is the usual one.",
                        true));
    }

    private CivitaiModel cranes() {
        return CivitaiModel.of(4101, "Paper Cranes", "LORA")
                .creator("origami_lab")
                .description(
                        "<p>Folds whatever you describe out of <strong>paper</strong>. Works best at a strength of 0.8.</p>")
                .tags("style", "origami", "paper")
                .versions(
                        CivitaiVersion.of(41001, "v2.0", "SDXL 1.0")
                                .description("<p>Trained again on twice as many pictures.</p>")
                                .trainedWords("paper crane", "folded paper")
                                .picture(832, 1216, 1)
                                .picture(1024, 1024, 1)
                                .files(lora(410_011, "paper_cranes_v2.safetensors", 11)),
                        CivitaiVersion.of(41002, "v1.0", "SDXL 1.0")
                                .trainedWords("paper crane")
                                .picture(1024, 1024, 1)
                                .files(
                                        lora(410_021, "paper_cranes_v1.safetensors", 12),
                                        CivitaiFile.of(410_022, "paper_cranes_v1_small.safetensors", small())
                                                .type("Pruned Model")
                                                .trait("size", "full")));
    }

    private CivitaiFile lora(int id, String name, long seed) {
        return CivitaiFile.of(id, name, SampleWeights.SDXL_LORA.safetensors(seed, bytes))
                .trait("fp", "fp16");
    }

    private Content small() {
        return SampleWeights.SDXL_LORA.safetensors(13, bytes / 8);
    }

    private CivitaiModel harbour() {
        Content weights = SampleWeights.SDXL_CHECKPOINT.safetensors(14, bytes);
        return CivitaiModel.of(4102, "Harbour at Night", "Checkpoint")
                .creator("lighthouse")
                .description("<p>Wet streets, warm windows.</p>")
                .tags("base model", "landscapes")
                .versions(CivitaiVersion.of(41003, "v1.0", "SDXL 1.0")
                        .requiringLogin()
                        .picture(1216, 832, 1)
                        .files(CivitaiFile.of(410_031, "harbourAtNight_v10.safetensors", weights)
                                .trait("size", "pruned")
                                .trait("fp", "fp16")));
    }

    private CivitaiModel tides() {
        return CivitaiModel.of(4103, "Tides", "TextualInversion")
                .creator("lighthouse")
                .tags("style")
                .versions(CivitaiVersion.of(41004, "v1.0", "SD 1.5")
                        .trainedWords("tides-ti")
                        .earlyAccess(FAR)
                        .picture(768, 768, 1)
                        .files(CivitaiFile.of(
                                410_041, "tides-ti.safetensors", SampleWeights.SD1_EMBEDDING.safetensors(15, 24_000))));
    }

    private HuggingFaceRepo comet() {
        return HuggingFaceRepo.of("practice/comet-lora")
                .card(
                        Map.of(
                                "license", "mit",
                                "base_model", "black-forest-labs/FLUX.1-dev",
                                "instance_prompt", "comet style",
                                "widget",
                                        List.of(Map.of(
                                                "text",
                                                "a lighthouse, comet style",
                                                "output",
                                                Map.of("url", "images/lighthouse.png")))),
                        "# Comet\n\nDraws light with long tails.\n\n## Trigger words\n\nUse `comet style` to trigger it.")
                .pipeline("text-to-image")
                .library("diffusers")
                .tags("lora")
                .file("images/lighthouse.png", SamplePicture.png(21, 768, 768))
                .file("comet.safetensors", SampleWeights.FLUX1_LORA.safetensors(22, bytes));
    }

    private HuggingFaceRepo vault() {
        return HuggingFaceRepo.of("practice/vault-lora")
                .card(
                        Map.of("license", "other", "base_model", "stabilityai/stable-diffusion-xl-base-1.0"),
                        "# Vault\n\nBehind a gate.")
                .pipeline("text-to-image")
                .library("diffusers")
                .tags("lora")
                .gatedExceptFor(TOKEN)
                .file("vault.safetensors", SampleWeights.SDXL_LORA.safetensors(23, bytes / 2));
    }

    private HuggingFaceRepo wordsmith() {
        HuggingFaceRepo repo = HuggingFaceRepo.of("practice/wordsmith-gguf")
                .card(Map.of("license", "apache-2.0"), "# Wordsmith\n\nWrites nothing but random numbers.")
                .pipeline("text-generation")
                .tags("gguf");
        Map<String, Long> quantisations =
                Map.of("Q8_0", bytes, "Q5_K_M", bytes * 3 / 4, "Q4_K_M", bytes / 2, "Q2_K", bytes / 4);
        quantisations.forEach((label, size) ->
                repo.file("wordsmith-" + label + ".gguf", SampleWeights.LANGUAGE_MODEL.gguf(24, size, label)));
        return repo;
    }
}
