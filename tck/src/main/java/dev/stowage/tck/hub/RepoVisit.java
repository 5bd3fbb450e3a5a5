package dev.stowage.tck.hub;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a repository a path names.
 *
 * @param id owner and name
 * @param route the word after them; empty for the repository itself
 * @param revision the revision that follows; {@code main} when none does
 * @param path the path within the repository; empty when none follows
 * @param api whether the path is one for programs
 */
record RepoVisit(String id, String route, String revision, String path, boolean api) {
    private static final Set<String> REVISED = Set.of("revision", "tree", "paths-info", "resolve", "raw", "blob");
    private static final int REF_SEGMENTS = 3;

    /** Empty for what is no path of a model repository. */
    static Optional<RepoVisit> of(Visit visit) {
        if (visit.begins("api", "resolve-cache", "models")) {
            return named(visit.from(3), "resolve-cache", true);
        }
        if (visit.begins("api", "models")) {
            return visit.path().size() >= 4 ? named(visit.from(2), visit.at(4), true) : Optional.empty();
        }
        boolean repository = visit.path().size() >= 2 && !visit.begins("api");
        return repository ? named(visit.path(), visit.at(2), false) : Optional.empty();
    }

    private static Optional<RepoVisit> named(List<String> segments, String route, boolean api) {
        if (segments.size() < 2) {
            return Optional.empty();
        }
        String id = segments.get(0) + "/" + segments.get(1);
        int from = route.equals("resolve-cache") ? 2 : REF_SEGMENTS;
        List<String> rest = segments.subList(Math.min(from, segments.size()), segments.size());
        if (rest.isEmpty() || !(REVISED.contains(route) || route.equals("resolve-cache"))) {
            return Optional.of(new RepoVisit(id, route, HuggingFaceRepo.MAIN, String.join("/", rest), api));
        }
        // Only these names of revisions may have slashes that are not encoded.
        int length = rest.get(0).equals("refs") ? Math.min(REF_SEGMENTS, rest.size()) : 1;
        String revision = String.join("/", rest.subList(0, length));
        return Optional.of(
                new RepoVisit(id, route, revision, String.join("/", rest.subList(length, rest.size())), api));
    }
}
