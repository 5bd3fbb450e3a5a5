package dev.stowage.civitai;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which file of a version the site would deliver. It weighs what is known of each file against what is wanted, and wants a small
 * safetensors file when nothing is said; what an account prefers is left out, so that everybody gets the same.
 */
final class FilePicker {
    private static final Map<String, String> USUAL =
            Map.of("format", "SafeTensor", "size", "pruned", "fp", "fp16", "quantType", "Q4_K_M");
    private static final Map<String, Integer> WEIGHTS = Map.of("format", 200, "size", 20, "fp", 2, "quantType", 1);
    private static final int MAIN = 2_000;

    private final List<FileEntry> files;

    FilePicker(List<FileEntry> files) {
        this.files = files;
    }

    /** The one that the site marks, else the one that it would deliver. */
    Optional<FileEntry> recommended() {
        return files.stream().filter(FileEntry::primary).findFirst().or(() -> best(Map.of()));
    }

    /** The one that a link means; empty when the site would find none. */
    Optional<FileEntry> meant(Selection selection) {
        if (selection.file().isPresent()) {
            return first(file -> file.id().equals(selection.file()));
        }
        if (selection.digest().isPresent()) {
            return first(file -> file.hashesTo(selection.digest().get()));
        }
        return selection.traits().isEmpty()
                ? recommended()
                : best(selection.traits()).filter(file -> fits(file, selection.traits()));
    }

    private Optional<FileEntry> first(Predicate<FileEntry> wanted) {
        return files.stream().filter(wanted).findFirst();
    }

    private Optional<FileEntry> best(Map<String, String> wanted) {
        Optional<String> type = Optional.ofNullable(wanted.get(Selection.TYPE));
        // The first of equals.
        return files.stream()
                .filter(file -> type.isEmpty() || type.get().equals(file.type()))
                .reduce((one, other) -> score(one, wanted) >= score(other, wanted) ? one : other);
    }

    private static int score(FileEntry file, Map<String, String> wanted) {
        int score = FileTypes.weights(file) ? MAIN : 0;
        for (String name : Selection.TRAITS) {
            String value = wanted.getOrDefault(name, USUAL.getOrDefault(name, ""));
            int weight = WEIGHTS.getOrDefault(name, 0);
            score += file.trait(name)
                    .map(trait -> trait.equals(value) ? weight : -weight)
                    .orElse(0);
        }
        return score;
    }

    /** What is not known of a file contradicts nothing. */
    private static boolean fits(FileEntry file, Map<String, String> wanted) {
        return Selection.TRAITS.stream()
                .filter(name -> wanted.containsKey(name) && file.trait(name).isPresent())
                .allMatch(name -> file.trait(name).equals(Optional.ofNullable(wanted.get(name))));
    }
}
