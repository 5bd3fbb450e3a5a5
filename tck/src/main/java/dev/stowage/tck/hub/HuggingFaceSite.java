package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The site of HuggingFace: its interface for programs, its links to files, and just enough of its pages. */
final class HuggingFaceSite {
    private static final Set<String> FILES = Set.of("resolve", "raw", "resolve-cache");

    private final List<HuggingFaceRepo> repos = new CopyOnWriteArrayList<>();
    private final HuggingFaceApi api;
    private final HuggingFaceFiles files;
    private final Rules rules;

    /** @param tokens those that the site knows */
    record Rules(Set<String> tokens, RateWindows rates, HuggingFaceRefusals refusals) {}

    HuggingFaceSite(HuggingFaceApi api, HuggingFaceFiles files, Rules rules) {
        this.api = api;
        this.files = files;
        this.rules = rules;
    }

    /** Adds a repository, in place of the one of that name. */
    void put(HuggingFaceRepo repo) {
        repos.removeIf(other -> other.id().equals(repo.id()));
        repos.add(repo);
    }

    /** Always something: what is nothing here is told so. */
    Reply answer(Visit visit) {
        Optional<String> account = visit.token().filter(rules.tokens()::contains);
        Optional<RepoVisit> asked = RepoVisit.of(visit);
        RateWindows.Left left = rules.rates().take(group(visit, asked), account);
        return left.told(left.requests() < 0 ? HuggingFaceRefusals.tooMany() : answer(visit, asked, account));
    }

    private static RateWindows.Group group(Visit visit, Optional<RepoVisit> asked) {
        if (asked.filter(repo -> FILES.contains(repo.route())).isPresent()) {
            return RateWindows.Group.RESOLVERS;
        }
        return visit.begins("api") ? RateWindows.Group.API : RateWindows.Group.PAGES;
    }

    private Reply answer(Visit visit, Optional<RepoVisit> asked, Optional<String> account) {
        if (visit.token().isPresent() && account.isEmpty()) {
            return HuggingFaceRefusals.badToken();
        }
        if (visit.begins("api", "whoami-v2")) {
            return account.isPresent() ? whoami() : HuggingFaceRefusals.noRepo(account);
        }
        return asked.map(repo -> answer(visit, repo, account)).orElseGet(HuggingFaceRefusals::notFound);
    }

    private Reply answer(Visit visit, RepoVisit asked, Optional<String> account) {
        Optional<HuggingFaceRepo> repo = find(asked.id());
        if (repo.isEmpty() || (repo.get().isPrivate() && !repo.get().hasMember(account))) {
            return HuggingFaceRefusals.noRepo(account);
        }
        if (!repo.get().id().equals(asked.id())) {
            return renamed(visit, asked.id(), repo.get().id());
        }
        if (repo.get().isDisabled()) {
            return HuggingFaceRefusals.disabled();
        }
        boolean file = FILES.contains(asked.route());
        if (file && repo.get().gate().isPresent() && !repo.get().hasMember(account)) {
            return rules.refusals().gated(asked.id(), account);
        }
        if (file && visit.reads()) {
            return files.answer(visit, asked, repo.get());
        }
        return asked.api() ? api.answer(visit, asked, repo.get()) : page(repo.get());
    }

    private Optional<HuggingFaceRepo> find(String id) {
        return repos.stream()
                .filter(repo -> repo.id().equals(id))
                .findFirst()
                .or(() -> repos.stream().filter(repo -> repo.wasOnce(id)).findFirst());
    }

    private static Reply renamed(Visit visit, String oldId, String id) {
        return Answers.redirect(307, visit.request().target().replace("/" + oldId, "/" + id));
    }

    private static Reply page(HuggingFaceRepo repo) {
        return Answers.page(
                200, repo.id(), "This page is for people; ask the interface at /api/models/" + repo.id() + ".");
    }

    private static Reply whoami() {
        return Answers.json(
                200,
                Json.object()
                        .put("type", "user")
                        .put("id", "000000000000000000000001")
                        .put("name", "practice")
                        .put("fullname", "Practice")
                        .put("isPro", false)
                        .put("orgs", List.of())
                        .put("auth", Map.of("type", "access_token")));
    }
}
