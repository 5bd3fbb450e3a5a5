package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.huggingface.HubApi.Document;
import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The listing of a repository's files, page by page. */
final class Listing {
    static final int MOST_FILES = 10_000;
    private static final int MOST_PAGES = 100;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel=\"?next\\b");

    private final HubApi api;

    Listing(HubApi api) {
        this.api = api;
    }

    /** The entries of the file or folder at this path, or all of them. */
    List<JsonNode> of(Snapshot repo, Optional<String> path, Call call) throws StowageException {
        if (path.isEmpty()) {
            return files(repo, "", true, call);
        }
        String folder =
                path.get().contains("/") ? path.get().substring(0, path.get().lastIndexOf('/')) : "";
        List<JsonNode> beside = entries(repo, folder, false, call);
        Optional<JsonNode> file =
                beside.stream().filter(entry -> is(entry, "file", path.get())).findFirst();
        if (file.isPresent()) {
            return List.of(file.get());
        }
        boolean isFolder = beside.stream().anyMatch(entry -> is(entry, "directory", path.get()));
        return isFolder ? files(repo, path.get(), true, call) : List.of();
    }

    private List<JsonNode> files(Snapshot repo, String folder, boolean recursive, Call call) throws StowageException {
        return entries(repo, folder, recursive, call).stream()
                .filter(entry -> Json.text(entry, "type").filter("file"::equals).isPresent())
                .toList();
    }

    private List<JsonNode> entries(Snapshot repo, String folder, boolean recursive, Call call) throws StowageException {
        Asked asked = new Asked(repo.repo(), folder.isEmpty() ? "file" : "folder \"" + folder + "\"");
        List<JsonNode> entries = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        Optional<URI> next = Optional.of(first(repo, folder, recursive));
        while (next.isPresent()) {
            if (!seen.add(next.get()) || seen.size() > MOST_PAGES) {
                throw api.errors().unreadable(asked);
            }
            Document page = api.get(next.get(), asked, call);
            page.document().forEach(entries::add);
            if (entries.size() > MOST_FILES) {
                throw api.errors().tooManyFiles(asked, MOST_FILES);
            }
            next = next(page, asked);
        }
        return entries;
    }

    private URI first(Snapshot repo, String folder, boolean recursive) {
        String path = repo.repo().api() + "/tree/" + PathText.segment(repo.commit());
        String below = folder.isEmpty() ? "" : "/" + PathText.path(folder);
        return api.endpoint().at(path + below + (recursive ? "?recursive=true" : ""));
    }

    private Optional<URI> next(Document page, Asked asked) throws StowageException {
        for (String link : page.headers().all("Link")) {
            Matcher matcher = NEXT.matcher(link);
            if (matcher.find()) {
                return Optional.of(own(matcher.group(1), asked));
            }
        }
        return Optional.empty();
    }

    /** A page that is said to lie at another server is not asked for. */
    private URI own(String link, Asked asked) throws StowageException {
        try {
            return api.endpoint()
                    .own(api.endpoint().at("/").resolve(link))
                    .orElseThrow(() -> api.errors().unreadable(asked));
        } catch (IllegalArgumentException malformed) {
            throw api.errors().unreadable(asked);
        }
    }

    private static boolean is(JsonNode entry, String type, String path) {
        return Json.text(entry, "type").filter(type::equals).isPresent()
                && Json.text(entry, "path").filter(path::equals).isPresent();
    }
}
