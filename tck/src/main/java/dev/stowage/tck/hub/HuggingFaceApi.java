package dev.stowage.tck.hub;

import dev.stowage.tck.hub.RepoTree.Entry;
import dev.stowage.tck.origin.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the site tells programs of a repository. */
final class HuggingFaceApi {
    private final URI site;
    private final int pageSize;

    /** @param pageSize how many entries of a listing come at once */
    HuggingFaceApi(URI site, int pageSize) {
        this.site = site;
        this.pageSize = pageSize;
    }

    Reply answer(Visit visit, RepoVisit asked, HuggingFaceRepo repo) {
        if (asked.route().equals("refs")) {
            return Answers.json(200, HuggingFaceShapes.refs(repo));
        }
        Optional<RepoTree> tree = repo.revision(asked.revision());
        if (tree.isEmpty()) {
            return HuggingFaceRefusals.noRevision(asked.revision());
        }
        return switch (asked.route()) {
            case "", "revision" -> info(visit.query(), repo, tree.get());
            case "tree" -> listing(visit, asked, tree.get());
            case "paths-info" -> visit.is("POST") ? paths(visit, tree.get()) : HuggingFaceRefusals.notFound();
            default -> HuggingFaceRefusals.notFound();
        };
    }

    private static Reply info(Query query, HuggingFaceRepo repo, RepoTree tree) {
        List<String> expand = query.all("expand[]").isEmpty() ? query.all("expand") : query.all("expand[]");
        boolean blobs = query.says("blobs");
        if (!expand.isEmpty() && blobs) {
            return Answers.json(400, Json.object().put("error", "\"expand\" cannot be combined with \"blobs\""));
        }
        Json info = HuggingFaceShapes.info(repo, tree, blobs);
        if (!expand.isEmpty()) {
            Set<String> wanted = Set.copyOf(expand);
            Set<String> always = Set.of("_id", "id");
            info = info.only(Stream.concat(wanted.stream(), always.stream()).collect(Collectors.toSet()));
        }
        return Answers.json(200, info);
    }

    private Reply listing(Visit visit, RepoVisit asked, RepoTree tree) {
        Query query = visit.query();
        List<Entry> entries = tree.entries(asked.path(), query.says("recursive"));
        if (entries.isEmpty() && !asked.path().isEmpty()) {
            return HuggingFaceRefusals.noEntry(asked.path());
        }
        int from = query.number("cursor").orElse(0);
        int size = Math.min(pageSize, query.number("limit").orElse(pageSize));
        List<Json> page = entries.stream()
                .skip(from)
                .limit(size)
                .map(entry -> HuggingFaceShapes.entry(entry, tree.commit(), query.says("expand")))
                .toList();
        Reply reply = Answers.json(200, page);
        int next = from + size;
        return next < entries.size() ? reply.withHeader("Link", "<" + page(visit, next) + ">; rel=\"next\"") : reply;
    }

    /** The address of a listing's next page: the same one with another cursor. */
    private String page(Visit visit, int cursor) {
        String target = visit.request().target().replaceFirst("([?&])cursor=[0-9]+&?", "$1");
        String separator = target.contains("?") ? (target.matches(".*[?&]") ? "" : "&") : "?";
        return site + target + separator + "cursor=" + cursor;
    }

    /** Paths that do not exist are left out without a word. */
    private static Reply paths(Visit visit, RepoTree tree) {
        String body = visit.body();
        boolean json = body.stripLeading().startsWith("{");
        Query form = Query.ofForm(json ? "" : body);
        List<String> paths = json ? Json.firstList(body) : form.all("paths");
        boolean expand = json ? body.replaceAll("\\s", "").contains("\"expand\":true") : form.says("expand");
        List<Json> found = tree.entries("", true).stream()
                .filter(entry -> paths.contains(entry.path()))
                .map(entry -> HuggingFaceShapes.entry(entry, tree.commit(), expand))
                .toList();
        return Answers.json(200, found);
    }
}
