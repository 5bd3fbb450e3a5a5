package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an answer with a status other than success means for whoever wanted a file. */
final class StatusProblems {
    static final int UNAUTHORIZED = 401;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final String OTHER_LINK = "Check the link, or look for another one.";

    private final int status;
    private final HttpHeaders headers;
    private final String host;
    private final Instant now;

    private StatusProblems(int status, HttpHeaders headers, Origin origin, Instant now) {
        this.status = status;
        this.headers = headers;
        this.host = Redaction.host(origin);
        this.now = now;
    }

    /** Tells why there is no file in an answer with a status other than 200, 206 or 416. */
    static Problem of(int status, HttpHeaders headers, Origin origin, Instant now) {
        return new StatusProblems(status, headers, origin, now).problem();
    }

    /** How long an answer asks to leave its host alone; empty when it does not ask. */
    static Optional<Duration> quiet(int status, HttpHeaders headers, Instant now) {
        return status == 429 || status == 503 ? RetryAfter.of(headers, now) : Optional.empty();
    }

    private Problem problem() {
        return switch (status) {
            case 204, 205, 304 ->
                problem(Problem.Kind.NETWORK, Codes.EMPTY_REPLY, host + " answered without a file", OTHER_LINK)
                        .canRetry();
            case UNAUTHORIZED ->
                problem(
                                Problem.Kind.AUTHENTICATION,
                                Codes.LOGIN_NEEDED,
                                host + " requires a token of yours",
                                "Add or renew it.")
                        .asking(Need.ADD_TOKEN);
            case 403 -> forbidden();
            case 404 ->
                problem(Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, "there is nothing at this address", OTHER_LINK);
            case 410 -> problem(Problem.Kind.NOT_FOUND, Codes.GONE, "it has been taken down for good", OTHER_LINK);
            case 451 ->
                problem(Problem.Kind.NOT_FOUND, Codes.LEGALLY_BLOCKED, "it is blocked for legal reasons", OTHER_LINK);
            case 429, 503 -> rateLimited();
            case 408, 425, 500, 502, 504 -> trouble();
            case 511 ->
                problem(
                        Problem.Kind.NETWORK,
                        Codes.REFUSED,
                        "the network wants a login before it lets anything through",
                        "Log in to the network with a browser, then retry.");
            default -> status >= 520 && status <= 529 ? trouble() : refused();
        };
    }

    /** An answer of status 401 to who has shown a token. */
    static Problem tokenRefused(Origin origin) {
        String host = Redaction.host(origin);
        return Problem.of(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_NEEDED,
                        "get the file from " + host,
                        host + " does not accept your token",
                        "Renew it.")
                .asking(Need.ADD_TOKEN);
    }

    private Problem forbidden() {
        if (headers.first("cf-mitigated").filter("challenge"::equals).isPresent()) {
            return problem(
                            Problem.Kind.DECISION,
                            Codes.ACCESS_DENIED,
                            host + " asks for a check in a browser",
                            "Open the link in a browser, or look for another one.")
                    .asking(Need.OPEN_PAGE);
        }
        return problem(
                Problem.Kind.AUTHENTICATION,
                Codes.ACCESS_DENIED,
                host + " does not let you have it",
                "Check the token, or whether the link has expired, then retry.");
    }

    private Problem rateLimited() {
        Optional<Duration> wait = quiet(status, headers, now);
        if (wait.isEmpty()) {
            return status == 503
                    ? trouble()
                    : problem(
                                    Problem.Kind.NETWORK,
                                    Codes.RATE_LIMITED,
                                    host + " gets too many requests",
                                    "It can go on later.")
                            .canRetry();
        }
        if (wait.get().compareTo(LONGEST_WAIT) <= 0) {
            return HttpProblems.stillQuiet(host, wait.get());
        }
        Problem tooLong = HttpProblems.rateLimited(host, wait.get(), Problem.Kind.DECISION)
                .canRetryAfter(wait.get());
        return tooLong.asking(Need.OPEN_PAGE);
    }

    private Problem trouble() {
        return problem(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, host + " answered " + status, "Try again later.")
                .canRetry();
    }

    private Problem refused() {
        return problem(Problem.Kind.NETWORK, Codes.REFUSED, host + " answered " + status, OTHER_LINK);
    }

    private Problem problem(Problem.Kind kind, String code, String why, String advice) {
        return Problem.of(kind, code, "get the file from " + host, why, advice);
    }
}
