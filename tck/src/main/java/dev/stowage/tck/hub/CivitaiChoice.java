package dev.stowage.tck.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which file of a version a download link leads to. */
final class CivitaiChoice {
    private static final List<String> TRAITS = List.of("format", "size", "fp", "quantType");
    private static final Map<String, String> USUAL =
            Map.of("format", "SafeTensor", "size", "pruned", "fp", "fp16", "quantType", "Q4_K_M");
    private static final Map<String, Integer> WEIGHTS = Map.of("format", 200, "size", 20, "fp", 2, "quantType", 1);
    private static final Set<String> MAIN = Set.of("Model", "Pruned Model", "Diffusion Model", "UNet");
    private static final int MAIN_WEIGHT = 2000;

    private final List<CivitaiFile> files;

    CivitaiChoice(CivitaiVersion version) {
        this.files = version.files();
    }

    /** The file that the site recommends. */
    Optional<CivitaiFile> primary() {
        return best(files, Map.of());
    }

    /** The file that a link asks for; empty when there is none like that. */
    Optional<CivitaiFile> asked(Query query) {
        if (query.first("fileId").isPresent()) {
            return files.stream()
                    .filter(file -> query.first("fileId").get().equals(Integer.toString(file.id())))
                    .findFirst();
        }
        Map<String, String> wanted = new TreeMap<>();
        TRAITS.forEach(trait -> query.first(trait).ifPresent(value -> wanted.put(trait, value)));
        Optional<String> type = query.first("type");
        List<CivitaiFile> candidates = files.stream()
                .filter(file -> type.isEmpty() || type.get().equals(file.type()))
                .toList();
        return best(candidates, wanted).filter(file -> fits(file, wanted));
    }

    private static Optional<CivitaiFile> best(List<CivitaiFile> candidates, Map<String, String> wanted) {
        // The first of equals.
        return candidates.stream().reduce((one, other) -> score(one, wanted) >= score(other, wanted) ? one : other);
    }

    private static int score(CivitaiFile file, Map<String, String> wanted) {
        int score = MAIN.contains(file.type()) ? MAIN_WEIGHT : 0;
        for (String trait : TRAITS) {
            String value = wanted.getOrDefault(trait, USUAL.getOrDefault(trait, ""));
            int weight = WEIGHTS.getOrDefault(trait, 0);
            score += file.trait(trait)
                    .map(own -> own.equals(value) ? weight : -weight)
                    .orElse(0);
        }
        return score;
    }

    private static boolean fits(CivitaiFile file, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(trait -> file.trait(trait.getKey())
                        .filter(own -> !own.equals(trait.getValue()))
                        .isEmpty());
    }
}
