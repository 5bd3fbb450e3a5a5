package dev.stowage.huggingface;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which of a repository's files is the one that is meant, where that is clear: the only weights, the finished ones among snapshots of a
 * training, the usual quantisation. Where it is not clear nothing is chosen, and a person is asked.
 */
final class FileChoice {
    private static final Set<String> SAFE_WEIGHTS = Set.of("safetensors", "sft", "gguf");
    private static final Set<String> PICKLES = Set.of("ckpt", "pt", "pth", "bin");

    /** What a training leaves behind beside its result. */
    private static final Pattern TRAINING = Pattern.compile(
            "(?i)(optimizer|scheduler|training_args|random_states.*|rng_state.*|trainer_state|scaler)\\.\\w+");

    private static final Pattern TRAINING_FOLDER = Pattern.compile("(?i)(.*/)?(checkpoint|step|epoch)[-_]\\d+(/.*)?");
    private static final Pattern ACCOMPANYING =
            Pattern.compile("(?i)(ae|(.*[-_])?vae([-_].*)?|taesd.*|mmproj.*|clip_[lgh].*|t5xxl.*|umt5.*)");
    private static final Pattern SNAPSHOT = Pattern.compile("(?i)[-_](step|epoch|e|s)?[-_]?\\d{3,}(steps?)?");

    private final List<HubFile> files;
    private final String folder;

    /** @param folder where they were looked for; empty for the whole repository */
    FileChoice(List<HubFile> files, String folder) {
        this.files = List.copyOf(files);
        this.folder = folder;
    }

    /** Whether programs load models from files of this name. */
    static boolean weights(HubFile file) {
        boolean loadable = SAFE_WEIGHTS.contains(file.extension()) || PICKLES.contains(file.extension());
        return loadable && !TRAINING.matcher(file.name()).matches();
    }

    /** The chosen file, or all parts of the chosen model; empty when a person has to say. */
    List<HubFile> chosen() {
        if (files.size() == 1) {
            return files;
        }
        List<HubFile> candidates = nearest(main(files.stream()
                .filter(FileChoice::weights)
                .filter(file -> !TRAINING_FOLDER.matcher(file.folder()).matches())
                .toList()));
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<HubFile> left = withoutSnapshots(withoutTwins(candidates));
        if (left.size() > 1 && left.stream().allMatch(file -> file.extension().equals("gguf"))) {
            left = left.stream().filter(FileChoice::usual).toList();
        }
        return left.size() == 1 && Shard.of(left.get(0)).isEmpty() ? left : oneSet(left);
    }

    /** Without what only accompanies a model, unless there is nothing else. */
    private static List<HubFile> main(List<HubFile> weights) {
        List<HubFile> main =
                without(weights, file -> ACCOMPANYING.matcher(file.stem()).matches());
        return main.isEmpty() ? weights : main;
    }

    /** Those at the top, which are whole models; below them lie the same ones taken apart. */
    private List<HubFile> nearest(List<HubFile> weights) {
        boolean takenApart = files.stream().anyMatch(file -> file.path().equals(inFolder("model_index.json")));
        List<HubFile> top =
                weights.stream().filter(file -> file.folder().equals(folder)).toList();
        return top.isEmpty() && !takenApart ? weights : top;
    }

    private String inFolder(String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** The same weights come as safetensors, as pickles, and as GGUF. */
    private static List<HubFile> withoutTwins(List<HubFile> weights) {
        return without(
                weights,
                file -> !file.extension().equals("safetensors")
                        && weights.stream().anyMatch(other -> twins(file, other)));
    }

    private static boolean twins(HubFile file, HubFile other) {
        boolean sameFolder = file.folder().equals(other.folder());
        boolean sameName = file.stem().equals(other.stem()) || (file.usualName() && other.usualName());
        return other.extension().equals("safetensors") && sameFolder && sameName;
    }

    /** A name with a count of steps behind another file's name is that file at an earlier time. */
    private static List<HubFile> withoutSnapshots(List<HubFile> weights) {
        Optional<HubFile> shortest = weights.stream()
                .min(Comparator.comparingInt((HubFile file) -> file.stem().length()));
        return shortest.filter(
                        result -> weights.stream().allMatch(file -> file.equals(result) || snapshot(file, result)))
                .map(List::of)
                .orElse(weights);
    }

    private static boolean snapshot(HubFile file, HubFile result) {
        return file.extension().equals(result.extension())
                && file.stem().startsWith(result.stem())
                && SNAPSHOT.matcher(file.stem().substring(result.stem().length()))
                        .matches();
    }

    private static boolean usual(HubFile file) {
        return Quantization.label(file.stem())
                .filter(label -> label.equals(Quantization.USUAL))
                .isPresent();
    }

    /** All of them when they are the parts of one model, and complete. */
    private static List<HubFile> oneSet(List<HubFile> weights) {
        Optional<Shard> first = weights.stream().findFirst().flatMap(Shard::of);
        boolean complete = first.filter(shard -> shard.count() == weights.size()
                        && shard.siblings(weights).size() == weights.size())
                .isPresent();
        return complete ? weights : List.of();
    }

    private static List<HubFile> without(List<HubFile> files, Predicate<HubFile> unwanted) {
        return files.stream().filter(unwanted.negate()).toList();
    }
}
