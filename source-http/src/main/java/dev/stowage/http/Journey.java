package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.RedirectTarget;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** One query on its way: every hop is judged, given its credentials and sent anew, until an answer is no redirect. */
final class Journey {
    /** What a host learns that the query was not made for: which bytes are wanted, nothing else. */
    private static final Set<String> FOR_EVERY_HOST = Set.of("accept", "range", "if-range");

    private static final Set<String> NEVER =
            Set.of("accept-encoding", "user-agent", "referer", "te", "upgrade", "trailer");

    private final GuardedHttp http;
    private final Sender sender;
    private final HttpQuery query;
    private final Call call;
    private boolean redirected;

    Journey(GuardedHttp http, Sender sender, HttpQuery query, Call call) {
        this.http = http;
        this.sender = sender;
        this.query = query;
        this.call = call;
    }

    /** The first answer that is no redirect. */
    Answer answer() throws StowageException {
        HttpUrl clean = start();
        Optional<HttpUrl> known = query.redirectTarget().flatMap(FollowedRedirect::url);
        Optional<HttpUrl> pasted =
                known.isPresent() ? Optional.empty() : http.tokens().pasted(call, query.address(), clean);
        HttpUrl first = known.or(() -> pasted).orElse(clean);
        redirected = known.isPresent();
        Redirects redirects = new Redirects(first);
        Request.Builder request = request(first, clean);
        if (pasted.isEmpty()) {
            http.tokens().attach(request, call, first);
        }
        Answer answer = sent(request, first);
        for (Optional<HttpUrl> next = next(redirects, answer); next.isPresent(); next = next(redirects, answer)) {
            redirected = true;
            answer.release();
            request = request(next.get(), clean);
            http.tokens().attach(request, call, next.get());
            answer = sent(request, next.get());
        }
        return answer;
    }

    /** Where the answer came from, when that is not the address of the query. */
    Optional<RedirectTarget> redirectTarget(Answer answer) {
        return redirected ? Optional.of(new FollowedRedirect(answer.from())) : Optional.empty();
    }

    private static Optional<HttpUrl> next(Redirects redirects, Answer answer) throws StowageException {
        try {
            return redirects.next(
                    answer.from(), answer.status(), answer.headers().all("Location"));
        } catch (StowageException e) {
            answer.drop();
            throw e;
        }
    }

    private HttpUrl start() throws StowageException {
        HttpUrl url = HttpUrl.parse(query.address().toString());
        String authority = query.address().getRawAuthority();
        if (url == null || authority == null) {
            throw refused("it is no http or https address");
        }
        if (authority.indexOf('@') >= 0) {
            throw refused("it has a user name or a password in it");
        }
        return url.newBuilder().fragment(null).build();
    }

    private static StowageException refused(String why) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE, Codes.BAD_REFERENCE, "use this address", why, "Use a plain https:// link."));
    }

    private Request.Builder request(HttpUrl to, HttpUrl asked) {
        boolean home = TokenGate.sameOrigin(to, asked);
        Headers.Builder headers = new Headers.Builder();
        query.headers().forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (FOR_EVERY_HOST.contains(key) || (home && !NEVER.contains(key))) {
                headers.addUnsafeNonAscii(name, value);
            }
        });
        headers.add("User-Agent", http.settings().userAgent());
        return new Request.Builder().url(to).headers(headers.build());
    }

    private Answer sent(Request.Builder request, HttpUrl to) throws StowageException {
        call.check();
        String host = Redaction.host(to);
        Optional<Duration> quiet = http.limits().quietFor(to.host());
        if (quiet.isPresent()) {
            throw new StowageException(HttpProblems.stillQuiet(host, quiet.get()));
        }
        Subscription place = sender.bytes() ? http.limits().enter(to.host(), call) : () -> {};
        try {
            return sender.send(request, to, place);
        } catch (IOException e) {
            place.close();
            call.check();
            throw new StowageException(
                    HttpProblems.noAnswer(e, host, http.clock().instant()), Wordless.of(e));
        }
    }
}
