package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the site really answered; see the README beside the files. */
final class Recordings {
    static final List<String> MODELS = List.of(
            "model-2833924-lora-krea2-2026-08",
            "model-3036-embedding-sd21-sd15-2023",
            "model-4201-realistic-vision-2026-07",
            "model-4384-dreamshaper-diffusers-lcm-inpainting-2024",
            "model-4468-counterfeit-fp32-fp16-pickle-2024",
            "model-7984-lora-sd15-2024");
    static final List<String> PAGES =
            List.of("models-page-11821-lora-2025", "models-page-2026-07", "search-wan22-video-images-2026-10");
    static final List<String> VERSIONS = List.of(
            "version-130072-four-files-2026",
            "version-1957126-gguf-linked-vae-2026",
            "version-242807-sdxl-turbo-lora-2023-12",
            "version-3232953-lora-no-size-2026",
            "version-889818-illustrious-by-hash-2026-10");
    static final Origin COM = new Origin("https", "civitai.com", 443);

    private Recordings() {}

    static byte[] bytes(String name) {
        try (InputStream file = Recordings.class.getResourceAsStream("recordings/" + name + ".json")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    static ObjectNode object(String name) {
        return Json.object(bytes(name)).orElseThrow();
    }

    /** Every recorded version that lists files, with its model where that is known. */
    static List<Release> releases() {
        List<Release> releases = new ArrayList<>();
        MODELS.forEach(name -> addAll(object(name), releases));
        for (String page : PAGES) {
            Json.objects(object(page), "items").forEach(model -> addAll((ObjectNode) model, releases));
        }
        for (String name : VERSIONS) {
            ObjectNode version = object(name);
            releases.add(new Release(Json.empty(), Json.id(version, "id").orElseThrow(), version, COM));
        }
        return releases;
    }

    private static void addAll(ObjectNode model, List<Release> releases) {
        for (JsonNode version : Json.objects(model, "modelVersions")) {
            int id = Json.id(version, "id").orElseThrow();
            releases.add(new Release(model, id, (ObjectNode) version, COM));
        }
    }
}
