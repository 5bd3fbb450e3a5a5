package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.huggingface.HubApi.Document;
import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.model.Codes;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a repository is and holds: with one question where the answer can be had whole, else with an outline and the listing of
 * what was asked for.
 */
final class Snapshots {
    /** From here on the server may have cut the list that comes with the description. */
    private static final int MAYBE_CUT = 1_000;

    private static final String OUTLINE = Stream.of(
                    "author",
                    "baseModels",
                    "cardData",
                    "config",
                    "disabled",
                    "gated",
                    "gguf",
                    "lastModified",
                    "library_name",
                    "pipeline_tag",
                    "private",
                    "safetensors",
                    "sha",
                    "tags")
            .map(field -> "expand%5B%5D=" + field)
            .collect(Collectors.joining("&", "?", ""));

    private final HubApi api;
    private final Listing listing;

    Snapshots(HubApi api) {
        this.api = api;
        this.listing = new Listing(api);
    }

    Snapshot take(HuggingFaceReference wanted, Call call) throws StowageException {
        Asked asked = new Asked(
                wanted.repo(),
                wanted.revision().map(name -> "revision \"" + name + "\"").orElse("such thing"));
        Document described = describe(wanted, asked, call);
        JsonNode info = described.document();
        if (!info.isObject()) {
            throw api.errors().unreadable(asked);
        }
        Repo repo = Json.text(info, "id").map(wanted.repo()::named).orElse(wanted.repo());
        String commit = Json.text(info, "sha")
                .or(() -> described.headers().only("X-Repo-Commit"))
                .or(wanted::revision)
                .orElse("main");
        Snapshot whole = snapshot(repo, commit, info, siblings(info));
        if (whole.disabled()) {
            throw api.errors().disabled(asked);
        }
        return complete(whole, wanted) ? whole : listed(whole, wanted, call);
    }

    private Document describe(HuggingFaceReference wanted, Asked asked, Call call) throws StowageException {
        String path = wanted.repo().api()
                + wanted.revision()
                        .map(name -> "/revision/" + PathText.segment(name))
                        .orElse("");
        try {
            return api.get(api.endpoint().at(path + "?blobs=true"), asked, call);
        } catch (StowageException e) {
            if (!e.problem().code().equals(Codes.METADATA_TOO_LARGE)) {
                throw e;
            }
            return api.get(api.endpoint().at(path + OUTLINE), asked, call);
        }
    }

    private static List<JsonNode> siblings(JsonNode info) {
        List<JsonNode> entries = new ArrayList<>();
        info.path("siblings").forEach(entries::add);
        return entries;
    }

    private static Snapshot snapshot(Repo repo, String commit, JsonNode info, List<JsonNode> entries) {
        Map<String, HubFile> files = new LinkedHashMap<>();
        int leftOut = 0;
        for (JsonNode entry : entries) {
            Optional<HubFile> file = HubFile.of(entry);
            file.ifPresent(safe -> files.putIfAbsent(safe.path(), safe));
            leftOut += file.isPresent() ? 0 : 1;
        }
        return new Snapshot(repo, commit, info, List.copyOf(files.values()), leftOut);
    }

    /** Whether the description told all of what was asked for. A server may ignore the wish for details. */
    private static boolean complete(Snapshot snapshot, HuggingFaceReference wanted) {
        if (snapshot.files().stream().noneMatch(HubFile::detailed)) {
            return false;
        }
        return snapshot.files().size() < MAYBE_CUT
                || wanted.path().flatMap(snapshot::file).isPresent();
    }

    /** With the server's own listing; where it has none, what the description told has to do. */
    private Snapshot listed(Snapshot outline, HuggingFaceReference wanted, Call call) throws StowageException {
        try {
            List<JsonNode> entries = listing.of(outline, wanted.path(), call);
            return snapshot(outline.repo(), outline.commit(), outline.info(), entries);
        } catch (StowageException e) {
            boolean none = e.problem().code().equals(Codes.NOT_FOUND);
            if (none && !outline.files().isEmpty()) {
                return outline;
            }
            throw e;
        }
    }
}
