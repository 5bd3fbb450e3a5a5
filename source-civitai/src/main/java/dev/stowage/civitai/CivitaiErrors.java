package dev.stowage.civitai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What the site's refusals mean. It tells several apart only by their words, which are never passed on. */
final class CivitaiErrors {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration QUOTA_PAUSE = Duration.ofHours(1);
    private static final String LATER = "Try again later.";
    private static final String ELSEWHERE = "Look for the same file at another source.";

    private final HttpReply reply;
    private final String what;
    private final ObjectNode body;
    private final String words;

    private CivitaiErrors(HttpReply reply, String what) {
        this.reply = reply;
        this.what = what;
        this.body = Json.object(reply.body()).orElseGet(Json::empty);
        this.words = (Json.text(body, "error").orElse("")
                        + " "
                        + Json.text(body, "message").orElse(""))
                .toLowerCase(Locale.ROOT);
    }

    /**
     * What an answer other than success means.
     *
     * @param what as it follows "Could not"
     */
    static Problem of(HttpReply reply, String what) {
        return new CivitaiErrors(reply, what).problem();
    }

    /** An answer that is not what the interface promises. */
    static Problem unreadable(String what) {
        return Problem.of(
                        Problem.Kind.NETWORK, Codes.BAD_METADATA, what, "CivitAI sent an unreadable description", LATER)
                .canRetry();
    }

    /** The site has no such thing. */
    static Problem notFound(String what, String why) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.NOT_FOUND,
                what,
                why,
                "Check the link; what has been removed there may still exist at another source.");
    }

    /** Its creator has withdrawn the files. */
    static Problem archived(String what) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.GONE,
                what,
                "the model is archived: CivitAI keeps its description, but not its files",
                ELSEWHERE);
    }

    /** Its creator lets it be used on the site only. */
    static Problem notForDownload(String what) {
        return denied(what, "its creator allows using it at CivitAI, but not downloading it", ELSEWHERE);
    }

    /** It costs something for now, or for good. */
    static Problem earlyAccess(String what, Optional<Instant> until) {
        String wait = until.isPresent() ? ", or retry when it is free" : "";
        return denied(
                        what,
                        "it is in early access" + until(until) + ", for those who have bought it",
                        "Buy access on its page at CivitAI with the account of your token" + wait + ".")
                .asking(Need.PURCHASE);
    }

    /** The end of early access, in a sentence. */
    static String until(Optional<Instant> end) {
        return end.map(MINUTE::format).map(" until "::concat).orElse("");
    }

    private Problem problem() {
        return switch (reply.status()) {
            case 401 -> unauthorised();
            case 403 -> forbidden();
            case 404 -> nothing();
            case 410 -> archived(what);
            case 429 -> tooMuch();
            case 451 ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        Codes.LEGALLY_BLOCKED,
                        what,
                        "CivitAI does not serve the region of this network, for legal reasons",
                        ELSEWHERE);
            case 408, 425, 499, 500, 502, 503, 504 -> trouble();
            default ->
                reply.status() >= 520 && reply.status() <= 529
                        ? trouble()
                        : Problem.of(Problem.Kind.NETWORK, Codes.REFUSED, what, answered(), LATER);
        };
    }

    private Problem unauthorised() {
        if (words.contains("disabled downloads")) {
            return notForDownload(what);
        }
        return Problem.of(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_NEEDED,
                        what,
                        reply.tokenShown() ? "CivitAI does not accept your token" : "CivitAI requires your own token",
                        (reply.tokenShown() ? "Renew it" : "Add it")
                                + "; it is made in the account settings at CivitAI.")
                .asking(Need.ADD_TOKEN);
    }

    private Problem forbidden() {
        if (words.contains("early access")) {
            return earlyAccess(what, Json.time(body, "deadline"));
        }
        if (words.contains("insufficient_scope")) {
            return denied(what, "your CivitAI token may not do this", "Make a token that may read models, and add it.")
                    .asking(Need.ADD_TOKEN);
        }
        if (words.contains("do not have access")) {
            return denied(
                    what,
                    "its creator shares it with chosen accounts only",
                    "Ask the creator for access with the account of your token, then retry.");
        }
        if (body.isEmpty()) {
            return Problem.of(
                            Problem.Kind.DECISION,
                            Codes.ACCESS_DENIED,
                            what,
                            "CivitAI asks for a check in a browser",
                            "Open the page in a browser on this network, then retry.")
                    .asking(Need.OPEN_PAGE);
        }
        return denied(
                what,
                "CivitAI refuses this account or this network",
                "Check the account at CivitAI with a browser; retry when it works there.");
    }

    private Problem nothing() {
        return words.contains("missing model file")
                ? notFound(what, "it has no file that may be downloaded")
                : notFound(what, "CivitAI has nothing there");
    }

    private Problem tooMuch() {
        Problem problem = Problem.of(
                Problem.Kind.NETWORK, Codes.RATE_LIMITED, what, "CivitAI gets too many requests from here", LATER);
        Optional<Duration> asked = retryAfter();
        if (asked.isEmpty() && words.contains("unusual amount")) {
            return problem.canRetryAfter(QUOTA_PAUSE);
        }
        return asked.map(problem::canRetryAfter).orElseGet(problem::canRetry);
    }

    private Problem trouble() {
        Problem problem = Problem.of(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, what, answered(), LATER);
        return retryAfter().map(problem::canRetryAfter).orElseGet(problem::canRetry);
    }

    private String answered() {
        return "CivitAI answered " + reply.status();
    }

    /** Seconds only: a date is rare, and the HTTP stack holds its peace until then by itself. */
    private Optional<Duration> retryAfter() {
        return reply.headers()
                .only("Retry-After")
                .map(String::strip)
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Math.max(1, Long.parseLong(value))));
    }

    private static Problem denied(String what, String why, String advice) {
        return Problem.of(Problem.Kind.AUTHENTICATION, Codes.ACCESS_DENIED, what, why, advice);
    }
}
