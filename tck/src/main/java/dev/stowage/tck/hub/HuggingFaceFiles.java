package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import java.util.List;
import java.util.Optional;

/** The site's links to files: small ones it gives itself, for large ones it sends the caller to the storage. */
final class HuggingFaceFiles {
    private final Storage storage;
    private final SignedLinks links;

    HuggingFaceFiles(Storage storage, SignedLinks links) {
        this.storage = storage;
        this.links = links;
    }

    Reply answer(Visit visit, RepoVisit asked, HuggingFaceRepo repo) {
        Optional<RepoTree> tree = repo.revision(asked.revision());
        if (tree.isEmpty()) {
            return HuggingFaceRefusals.noRevision(asked.revision());
        }
        String commit = tree.get().commit();
        return tree.get()
                .file(asked.path())
                .map(file -> answer(visit, asked, new Found(repo, commit, file)))
                .orElseGet(() -> HuggingFaceRefusals.noEntry(asked.path()))
                .withHeader("X-Repo-Commit", commit);
    }

    private record Found(HuggingFaceRepo repo, String commit, RepoFile file) {}

    private Reply answer(Visit visit, RepoVisit asked, Found found) {
        RepoFile file = found.file();
        if (asked.route().equals("raw")) {
            return inline(visit, file, file.raw());
        }
        if (file.isLarge()) {
            return linked(found);
        }
        if (isKnown(visit, file)) {
            return Reply.status(304).withHeader("ETag", quoted(file.gitId()));
        }
        boolean detour = found.repo().isCached() && asked.route().equals("resolve");
        return detour ? cached(found) : inline(visit, file, file.content());
    }

    private Reply linked(Found found) {
        RepoFile file = found.file();
        // Where it lies depends on the bytes only, and not on the name.
        String path = "/xet-bridge-us/" + HuggingFaceShapes.number(found.repo()) + "/" + file.xetHash();
        String location =
                storage.signed(path, file.content(), links, file.name()).toString();
        return Answers.text(302, "Found. Redirecting to " + location)
                .withHeader("Location", location)
                .withHeader("X-Linked-Size", Long.toString(file.size()))
                .withHeader("X-Linked-Etag", quoted(file.sha256()))
                .withHeader("ETag", quoted(file.xetHash()))
                .withHeader("Accept-Ranges", "bytes");
    }

    private static Reply cached(Found found) {
        RepoFile file = found.file();
        return Answers.redirect(
                        307,
                        "/api/resolve-cache/models/" + found.repo().id() + "/" + found.commit() + "/"
                                + encoded(file.path()) + "?etag=" + Query.encoded(quoted(file.gitId())))
                .withHeader("X-Linked-Size", Long.toString(file.size()))
                .withHeader("ETag", quoted(file.gitId()));
    }

    private static boolean isKnown(Visit visit, RepoFile file) {
        return visit.request()
                .header("If-None-Match")
                .filter(quoted(file.gitId())::equals)
                .isPresent();
    }

    private static Reply inline(Visit visit, RepoFile file, Content content) {
        return Resource.of(content)
                .withContentType(Storage.type(file.name()))
                .withEtag(quoted(file.gitId()))
                .withDisposition("inline; filename=\"" + file.name() + "\";")
                .reply(visit.request());
    }

    private static String encoded(String path) {
        return String.join(
                "/", List.of(path.split("/", -1)).stream().map(Query::encoded).toList());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
