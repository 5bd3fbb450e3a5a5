package dev.stowage.modelfiles;

import dev.stowage.model.BaseFamily;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;

/**
 * What a trainer wrote into a header about the model. It fills a gap that the tensors leave, and only where two statements agree.
 *
 * <p>Stable Diffusion 1 is never believed: it is what trainers write that do not know what they trained.
 *
 * @param family the family on which the statements agree
 */
record Declared(Optional<BaseFamily> family) {
    static final Declared NOTHING = new Declared(Optional.empty());

    private static final String ARCHITECTURE = "modelspec.architecture";
    private static final String BASE = "ss_base_model_version";

    /** The only metadata that is kept. */
    static final Set<String> KEYS = Set.of(ARCHITECTURE, BASE);

    /** Beginnings of values, lower-case; the first that fits wins. */
    private static final List<Entry<String, String>> FAMILIES = List.of(
            Map.entry("stable-diffusion-xl-v1-base", "sdxl"),
            Map.entry("sdxl_base", "sdxl"),
            Map.entry("stable-diffusion-v2", "sd2"),
            Map.entry("sd_v2", "sd2"),
            Map.entry("stable-diffusion-3", "sd3"),
            Map.entry("sd3", "sd3"),
            Map.entry("flux-1-dev", "flux1"),
            Map.entry("flux.1-dev", "flux1"),
            Map.entry("flux1", "flux1"),
            Map.entry("chroma", "chroma"),
            Map.entry("lumina2", "lumina2"),
            Map.entry("lumina-2", "lumina2"),
            Map.entry("anima", "anima"));

    static Declared of(Map<String, String> metadata) {
        Optional<BaseFamily> architecture = family(metadata.getOrDefault(ARCHITECTURE, ""));
        Optional<BaseFamily> base = family(metadata.getOrDefault(BASE, ""));
        return new Declared(architecture.filter(family -> base.equals(Optional.of(family))));
    }

    private static Optional<BaseFamily> family(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(entry -> lower.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> new BaseFamily(entry.getValue()));
    }
}
