package dev.stowage.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The paths of the Hub's pages, file links and API.
 *
 * @param official whether the site is the Hub itself: its models may be written with their kind, and it has pages of its own
 */
record HubPage(boolean official) {
    private static final Set<String> FILE_ROUTES = Set.of("blob", "resolve", "raw", "blame", "tree");
    private static final Set<String> BUCKET_ROUTES = Set.of("resolve", "tree");
    private static final Set<String> OWN_PAGES = Set.of(
            "blog",
            "chat",
            "collections",
            "docs",
            "enterprise",
            "join",
            "learn",
            "login",
            "new",
            "organizations",
            "papers",
            "posts",
            "pricing",
            "search",
            "settings",
            "tasks");

    /** Reads an encoded path. */
    HuggingFaceReference read(String path) throws NoLocationException {
        List<String> segments = Segments.of(path);
        String first = Segments.first(segments).orElseThrow(Segments::noId);
        if (first.equals("api")) {
            return api(rest(segments, 1));
        }
        if (official && OWN_PAGES.contains(first)) {
            throw new NoLocationException("it is a page of the site, not a repository");
        }
        Optional<RepoType> type = RepoType.ofPlural(first).filter(known -> official || known != RepoType.MODEL);
        return type.isPresent() ? repository(type.get(), rest(segments, 1)) : repository(RepoType.MODEL, segments);
    }

    private static HuggingFaceReference repository(RepoType type, List<String> segments) throws NoLocationException {
        if (segments.size() < 2) {
            throw Segments.noId();
        }
        HuggingFaceReference named = named(type, segments.get(0), segments.get(1));
        if (segments.size() == 2) {
            return named;
        }
        String route = segments.get(2);
        List<String> rest = rest(segments, 3);
        if (type == RepoType.BUCKET) {
            return BUCKET_ROUTES.contains(route) ? named.in(decoded(rest)) : unsupported(route);
        }
        return FILE_ROUTES.contains(route) ? revised(named, rest) : unsupported(route);
    }

    /** An id may carry the label of a quantised file, as Ollama and llama.cpp write it: {@code owner/name:Q4_K_M}. */
    private static HuggingFaceReference named(RepoType type, String owner, String name) throws NoLocationException {
        String decoded = PathText.decoded(name).orElse("");
        int colon = decoded.indexOf(':');
        Repo repo = Repo.of(type, PathText.decoded(owner).orElse(""), colon < 0 ? decoded : decoded.substring(0, colon))
                .orElseThrow(Segments::noId);
        HuggingFaceReference whole = HuggingFaceReference.of(repo);
        return colon < 0 ? whole : whole.quantized(decoded.substring(colon + 1));
    }

    /** {@code models/owner/name[/revision/REV | /tree/REV[/dir] | /resolve/REV/path]} or a link that a file's redirect leads to. */
    private static HuggingFaceReference api(List<String> segments) throws NoLocationException {
        boolean cached =
                Segments.first(segments).filter("resolve-cache"::equals).isPresent();
        List<String> typed = cached ? rest(segments, 1) : segments;
        Optional<RepoType> type =
                Segments.first(typed).flatMap(RepoType::ofPlural).filter(RepoType::fetchable);
        if (type.isEmpty() || typed.size() < 3) {
            throw Segments.noId();
        }
        HuggingFaceReference named = named(type.get(), typed.get(1), typed.get(2));
        List<String> rest = rest(typed, 3);
        if (rest.isEmpty() || cached) {
            return cached ? revised(named, rest) : named;
        }
        boolean known = Set.of("revision", "tree", "resolve").contains(rest.get(0));
        return known ? revised(named, rest(rest, 1)) : unsupported(rest.get(0));
    }

    private static HuggingFaceReference revised(HuggingFaceReference named, List<String> segments)
            throws NoLocationException {
        if (segments.isEmpty()) {
            throw new NoLocationException("it names no revision");
        }
        Optional<Revision> revision = Revision.first(segments);
        if (revision.isEmpty()) {
            throw new NoLocationException("its revision is malformed");
        }
        return named.at(revision.get().name()).in(decoded(revision.get().rest()));
    }

    private static List<String> decoded(List<String> segments) throws NoLocationException {
        List<String> decoded = new ArrayList<>();
        for (String segment : segments) {
            decoded.add(PathText.decoded(segment).orElseThrow(() -> new NoLocationException("its path is malformed")));
        }
        return decoded;
    }

    private static HuggingFaceReference unsupported(String route) throws NoLocationException {
        throw new NoLocationException("\"" + PathText.decoded(route).orElse("?")
                + "\" pages hold no file; links to files and folders are supported");
    }

    private static List<String> rest(List<String> segments, int from) {
        return segments.subList(Math.min(from, segments.size()), segments.size());
    }
}
