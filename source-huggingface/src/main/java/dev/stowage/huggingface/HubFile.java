package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.Sha256;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One entry of a repository's listing.
 *
 * @param path its path, safe to be joined to a folder
 * @param size in bytes
 * @param sha256 what is published of a large file
 * @param gitBlob what is published of a small one: its id in git
 */
record HubFile(String path, OptionalLong size, Optional<Sha256> sha256, Optional<String> gitBlob) {
    private static final Pattern GIT_ID = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern USUAL_NAME = Pattern.compile("(?i)(diffusion_)?(pytorch_)?"
            + "(model|lora_weights|adapter_model|lora|weights|learned_embeds)([-_.](fp16|bf16|fp32|\\d+-of-\\d+))*");

    /** Reads an entry of either listing; the same facts have different names there. Empty when its path is not safe. */
    static Optional<HubFile> of(JsonNode entry) {
        Optional<String> path = Json.text(entry, "rfilename").or(() -> Json.text(entry, "path"));
        return path.filter(PathText::safe).map(safe -> read(safe, entry));
    }

    private static HubFile read(String path, JsonNode entry) {
        JsonNode large = entry.path("lfs");
        if (large.isObject() || entry.hasNonNull("xetHash")) {
            Optional<Sha256> sha256 =
                    Json.text(large, "sha256").or(() -> Json.text(large, "oid")).flatMap(Sha256::parse);
            OptionalLong size = Json.count(large, "size");
            // The entry's own id is that of the pointer which git keeps in its place.
            return new HubFile(path, size.isPresent() ? size : Json.count(entry, "size"), sha256, Optional.empty());
        }
        Optional<String> git = Json.text(entry, "blobId")
                .or(() -> Json.text(entry, "oid"))
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> GIT_ID.matcher(id).matches());
        return new HubFile(path, Json.count(entry, "size"), Optional.empty(), git);
    }

    /** Whether the listing says more than that there is such a file. */
    boolean detailed() {
        return size.isPresent() || sha256.isPresent() || gitBlob.isPresent();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path of its folder; empty at the root. */
    String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** What follows the last dot, in lower case. */
    String extension() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? "" : name().substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    String stem() {
        int dot = name().lastIndexOf('.');
        return dot <= 0 ? name() : name().substring(0, dot);
    }

    /** Whether its name is one that libraries give, and says nothing of the model. */
    boolean usualName() {
        return USUAL_NAME.matcher(stem()).matches();
    }

    boolean below(String folderPath) {
        return folderPath.isEmpty() || path.startsWith(folderPath + "/");
    }

    boolean image() {
        return switch (extension()) {
            case "png", "jpg", "jpeg", "webp", "gif" -> true;
            default -> false;
        };
    }

    boolean video() {
        return switch (extension()) {
            case "mp4", "webm" -> true;
            default -> false;
        };
    }
}
