package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A repository at one commit.
 *
 * @param repo the repository, by the name that it has now
 * @param commit the commit; the asked revision where the server does not tell it
 * @param info what the server says of it
 * @param files what can be fetched, at least of the folder that was asked for
 * @param leftOut how many files have names that are not safe
 */
record Snapshot(Repo repo, String commit, JsonNode info, List<HubFile> files, int leftOut) {
    Snapshot {
        files = List.copyOf(files);
    }

    FileAddress address(HubFile file) {
        return new FileAddress(repo, commit, file.path());
    }

    Optional<HubFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** What its author wrote at the head of the model card. */
    JsonNode card() {
        return info.path("cardData");
    }

    /** Whether its files are given only to accounts that have accepted its terms. */
    boolean gated() {
        JsonNode gated = info.path("gated");
        return gated.asBoolean(false)
                || (gated.isTextual() && !gated.textValue().equals("false"));
    }

    boolean disabled() {
        return info.path("disabled").asBoolean(false);
    }
}
