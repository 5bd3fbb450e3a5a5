package dev.stowage.modelfiles;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file's name promises of its content.
 *
 * @param shown the name as a sentence may hold it
 * @param extension the last one, lower-case; empty when there is none
 */
record NameClaim(String shown, String extension) {
    private static final int SHOWN_MAX = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private static final Map<String, Container> PROMISES = Map.ofEntries(
            entry("safetensors", Container.SAFETENSORS),
            entry("sft", Container.SAFETENSORS),
            entry("gguf", Container.GGUF),
            entry("zip", Container.ZIP),
            entry("json", Container.JSON),
            entry("png", Container.IMAGE),
            entry("jpg", Container.IMAGE),
            entry("jpeg", Container.IMAGE),
            entry("webp", Container.IMAGE),
            entry("gif", Container.IMAGE),
            entry("mp4", Container.VIDEO),
            entry("webm", Container.VIDEO));

    /** Names that programs hand to Python's unpickler without looking. */
    private static final Set<String> PICKLE_NAMES = Set.of("ckpt", "pt", "pth", "bin", "pkl", "pickle", "joblib");

    /** Names of weights in many formats, of which only some are told apart here. */
    private static final Set<String> WEIGHT_NAMES =
            Set.of("bin", "onnx", "pt2", "engine", "trt", "msgpack", "h5", "pb", "npz", "npy", "tflite", "ggml");

    private static final Set<Container> PICKLE_CONTAINERS =
            Set.of(Container.PICKLE, Container.ZIP, Container.ARCHIVE, Container.TEXT);

    static NameClaim of(String fileName) {
        String clean = CONTROL.matcher(fileName).replaceAll("\uFFFD");
        int dot = clean.lastIndexOf('.');
        String extension = dot < 0 ? "" : clean.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
        return new NameClaim(clean.length() <= SHOWN_MAX ? clean : clean.substring(0, SHOWN_MAX) + "…", extension);
    }

    /** The one kind of content that the name stands for. */
    Optional<Container> promise() {
        return Optional.ofNullable(PROMISES.get(extension));
    }

    /** Whether programs would unpickle a file of this name. */
    boolean isPickles() {
        return PICKLE_NAMES.contains(extension);
    }

    /** Whether content of this kind may go by this name. */
    boolean allows(Container found) {
        if (found == Container.UNRECOGNISED || found == Container.EMPTY) {
            return true;
        }
        Optional<Container> promise = promise();
        if (promise.isPresent()) {
            return promise.get() == found;
        }
        if (WEIGHT_NAMES.contains(extension)) {
            return !Container.WITHOUT_WEIGHTS.contains(found);
        }
        return isPickles() ? PICKLE_CONTAINERS.contains(found) : found != Container.GIT_LFS_POINTER;
    }
}
