package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;

/** Small models for tests. */
final class Shelf {
    static final String TOKEN = "a-good-token";
    static final Content WEIGHTS = SampleWeights.SDXL_LORA.safetensors(1, 200_000);
    static final Content OTHER = SampleWeights.SDXL_LORA.safetensors(2, 150_000);

    private Shelf() {}

    static CivitaiVersion version(int id) {
        return CivitaiVersion.of(id, "v1.0", "SDXL 1.0")
                .trainedWords("paper crane")
                .picture(64, 96, 1)
                .files(CivitaiFile.of(id * 10, "cranes_" + id + ".safetensors", WEIGHTS)
                        .trait("fp", "fp16"));
    }

    static CivitaiModel model(int id, CivitaiVersion... versions) {
        return CivitaiModel.of(id, "Paper Cranes", "LORA").tags("origami").versions(versions);
    }

    static HuggingFaceRepo repo(String id) {
        return HuggingFaceRepo.of(id)
                .card(java.util.Map.of("license", "mit", "base_model", "org/base"), "# Cranes")
                .tags("lora")
                .file("config.json", Content.of("{\"a\":1}\n"))
                .file("images/crane.png", SamplePicture.png(1, 32, 32))
                .file("cranes.safetensors", WEIGHTS);
    }
}
