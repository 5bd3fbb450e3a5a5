package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** The redirects of one query: where the next one leads, if it may lead there at all. Sends nothing itself. */
final class Redirects {
    private static final int MOST_HOPS = 10;
    private static final Set<Integer> FOLLOWED = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> REFUSED = Set.of(300, 305, 306);

    private final Set<HttpUrl> visited = new HashSet<>();

    Redirects(HttpUrl start) {
        visited.add(start);
    }

    /** Where an answer sends us; empty when it is no redirect. */
    Optional<HttpUrl> next(HttpUrl from, int status, List<String> locations) throws StowageException {
        if (REFUSED.contains(status)) {
            throw bad(from, "it answered " + status + ", a redirect nobody follows");
        }
        if (!FOLLOWED.contains(status)) {
            return Optional.empty();
        }
        HttpUrl to = target(from, locations);
        if (from.isHttps() && !to.isHttps()) {
            throw new StowageException(Problem.of(
                    Problem.Kind.NETWORK,
                    Codes.INSECURE_REDIRECT,
                    what(from),
                    Redaction.host(from) + " redirects to an unencrypted address. Refused",
                    "Use a link that stays on https."));
        }
        if (!visited.add(to)) {
            throw loop(from, "its redirects lead in a circle");
        }
        if (visited.size() > MOST_HOPS + 1) {
            throw loop(from, "more than " + MOST_HOPS + " redirects");
        }
        return Optional.of(to);
    }

    private static HttpUrl target(HttpUrl from, List<String> locations) throws StowageException {
        if (locations.size() != 1 || locations.get(0).isBlank()) {
            throw bad(from, locations.size() > 1 ? "it redirects to two places at once" : "it redirects to nowhere");
        }
        HttpUrl to = from.resolve(locations.get(0).trim());
        if (to == null) {
            throw bad(from, "it redirects to something that is no http or https address");
        }
        if (userinfo(to, locations.get(0))) {
            throw bad(from, "it redirects to an address with a user name in it");
        }
        return to.newBuilder().fragment(null).build();
    }

    private static boolean userinfo(HttpUrl to, String written) {
        return !to.encodedUsername().isEmpty()
                || !to.encodedPassword().isEmpty()
                || written.matches("(?s)\\s*([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]{2}[^/\\\\?#]*@.*");
    }

    private static StowageException bad(HttpUrl from, String why) {
        return new StowageException(Problem.of(
                Problem.Kind.NETWORK, Codes.BAD_REDIRECT, what(from), why, "Check the link, or look for another one."));
    }

    private static StowageException loop(HttpUrl from, String why) {
        return new StowageException(Problem.of(
                Problem.Kind.NETWORK,
                Codes.REDIRECT_LOOP,
                what(from),
                why,
                "Check the link, or look for another one."));
    }

    private static String what(HttpUrl from) {
        return "follow a redirect of " + Redaction.host(from);
    }
}
