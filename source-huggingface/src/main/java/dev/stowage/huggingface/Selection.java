package dev.stowage.huggingface;

import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which files of a repository a reference means.
 *
 * @param files what it may mean, at least one
 * @param chosen what it does mean, if that is clear: one file, or all parts of one model
 * @param warnings sentences for the person
 */
record Selection(List<HubFile> files, List<HubFile> chosen, List<String> warnings) {
    Selection {
        files = List.copyOf(files);
        chosen = List.copyOf(chosen);
        warnings = List.copyOf(warnings);
    }

    static Selection of(Snapshot snapshot, HuggingFaceReference wanted, HuggingFaceErrors errors)
            throws StowageException {
        Optional<HubFile> file = wanted.path().flatMap(snapshot::file);
        if (file.isPresent()) {
            return one(file.get(), snapshot.files());
        }
        String folder = wanted.path().orElse("");
        List<HubFile> files = snapshot.files().stream()
                .filter(candidate -> candidate.below(folder))
                .filter(candidate -> !candidate.name().startsWith(".git"))
                .filter(candidate -> quantized(candidate, wanted.quantization()))
                .toList();
        if (files.isEmpty()) {
            throw errors.noFile(new Asked(snapshot.repo(), missing(wanted)));
        }
        if (files.size() > Listing.MOST_FILES) {
            throw errors.tooManyFiles(new Asked(snapshot.repo(), "file"), Listing.MOST_FILES);
        }
        return new Selection(files, new FileChoice(files, folder).chosen(), List.of());
    }

    /** Whose access stands for that to all of them. */
    HubFile example() {
        return chosen.stream()
                .findFirst()
                .or(() -> files.stream().filter(FileChoice::weights).findFirst())
                .orElse(files.get(0));
    }

    /** A part of a larger model is given as it was asked for, with the others at hand. */
    private static Selection one(HubFile file, List<HubFile> all) {
        Optional<Shard> shard = Shard.of(file);
        if (shard.isEmpty()) {
            return new Selection(List.of(file), List.of(file), List.of());
        }
        String warning = "This is part " + shard.get().number() + " of "
                + shard.get().count() + "; the model needs all of them.";
        return new Selection(shard.get().siblings(all), List.of(file), List.of(warning));
    }

    private static boolean quantized(HubFile file, Optional<String> label) {
        boolean gguf = file.extension().equals("gguf");
        return label.isEmpty()
                || (gguf && Quantization.label(file.stem()).equals(label.map(text -> text.toUpperCase(Locale.ROOT))));
    }

    private static String missing(HuggingFaceReference wanted) {
        return wanted.path()
                .map(path -> "file or folder \"" + path + "\"")
                .or(() -> wanted.quantization().map(label -> "GGUF file of the quantisation \"" + label + "\""))
                .orElse("file");
    }
}
