package dev.stowage.tck.hub;

import dev.stowage.tck.hub.RepoTree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the site tells of its repositories. The same facts have different names in different answers, as they do there. */
final class HuggingFaceShapes {
    private static final String TIME = "2026-08-01T10:00:00.000Z";
    private static final int ID_DIGITS = 24;

    private HuggingFaceShapes() {}

    /** @param blobs whether sizes and digests come with the list of files */
    static Json info(HuggingFaceRepo repo, RepoTree tree, boolean blobs) {
        return Json.object()
                .put("_id", number(repo))
                .put("id", repo.id())
                .put("modelId", repo.id())
                .put("author", repo.id().substring(0, repo.id().indexOf('/')))
                .put("sha", tree.commit())
                .put("lastModified", TIME)
                .put("private", repo.isPrivate())
                .put("disabled", repo.isDisabled())
                .put("gated", repo.gate().<Object>map(kind -> kind).orElse(false))
                .putKnown("pipeline_tag", repo.pipeline())
                .putKnown("library_name", repo.library())
                .put("tags", repo.tags())
                .put("downloads", 42)
                .put("likes", 7)
                .put("cardData", repo.cardData())
                .put(
                        "siblings",
                        tree.files().stream().map(file -> sibling(file, blobs)).toList())
                .put("spaces", List.of())
                .put("createdAt", TIME)
                .put(
                        "usedStorage",
                        tree.files().stream().mapToLong(RepoFile::size).sum());
    }

    /** The number under which the storage knows it. */
    static String number(HuggingFaceRepo repo) {
        return Digests.ofText("SHA-1", repo.id()).substring(0, ID_DIGITS);
    }

    private static Json sibling(RepoFile file, boolean blobs) {
        Json sibling = Json.object().put("rfilename", file.path());
        return blobs
                ? sibling.put("blobId", file.gitId())
                        .put("size", file.size())
                        .putIf(file.isLarge(), "lfs", file.isLarge() ? file.large("sha256") : null)
                : sibling;
    }

    static Json entry(Entry entry, String commit, boolean expand) {
        Json json = entry.file()
                .map(HuggingFaceShapes::file)
                .orElseGet(() -> Json.object()
                        .put("type", "directory")
                        .put("oid", Digests.ofText("SHA-1", "tree " + entry.path()))
                        .put("size", 0)
                        .put("path", entry.path()));
        if (expand) {
            json.put(
                    "lastCommit",
                    Json.object().put("id", commit).put("title", "Upload").put("date", TIME));
        }
        return json.putIf(
                expand && entry.file().isPresent(),
                "securityFileStatus",
                Json.object()
                        .put("status", "safe")
                        .put("avScan", Json.object().put("virusFound", false).put("virusNames", null)));
    }

    private static Json file(RepoFile file) {
        Json json = Json.object().put("type", "file").put("oid", file.gitId()).put("size", file.size());
        if (file.isLarge()) {
            json.put("lfs", file.large("oid")).put("xetHash", file.xetHash());
        }
        return json.put("path", file.path());
    }

    static Json refs(HuggingFaceRepo repo) {
        List<Json> branches = new ArrayList<>();
        for (Map.Entry<String, String> branch : repo.branches().entrySet()) {
            branches.add(Json.object()
                    .put("name", branch.getKey())
                    .put("ref", "refs/heads/" + branch.getKey())
                    .put("targetCommit", branch.getValue()));
        }
        return Json.object().put("tags", List.of()).put("branches", branches).put("converts", List.of());
    }
}
