package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Hub's refusals mean: its error code first, then its message, then the status. */
final class HuggingFaceErrors {
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern WINDOW = Pattern.compile(";\\s*r=0\\s*;\\s*t=(\\d{1,9})");
    private static final Pattern MESSAGE = Pattern.compile("\"error\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");
    /** Words, not addresses or keys: only these of somebody else's text are shown. */
    private static final Pattern PLAIN = Pattern.compile("(?:[\\p{L}\\p{N}.,;:'!?()-]{1,30}(?: |$))+");

    private static final String CHECK = "Check the link, or look for another one.";

    private final Endpoint endpoint;

    HuggingFaceErrors(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What was asked for.
     *
     * @param repo the repository
     * @param part the revision or file in it, as it follows "there is no"
     */
    record Asked(Repo repo, String part) {
        static Asked of(FileAddress file) {
            return new Asked(file.repo(), "file \"" + file.path() + "\"");
        }
    }

    /** Whether the Hub says more than the status does; troubles that pass, and waits that are asked for, need no other words. */
    static boolean speaks(int status, HttpHeaders headers) {
        boolean refuses = status >= 400 && status < 500;
        boolean waits = headers.first("Retry-After").isPresent();
        boolean says = headers.first("X-Error-Code")
                .or(() -> headers.first("X-Error-Message"))
                .isPresent();
        return refuses && !waits && (says || status == 401 || status == 403);
    }

    /** What an answer other than success means; its body may be the beginning of one, or nothing. */
    StowageException of(HttpReply answer, Asked asked) {
        int status = answer.status();
        HttpHeaders headers = answer.headers();
        String code = headers.first("X-Error-Code").orElse("");
        String said = headers.first("X-Error-Message")
                .or(() -> message(answer.body()))
                .orElse("");
        if (status == 401 && (answer.tokenShown() || wrong(said))) {
            return new StowageException(tokenRefused(asked));
        }
        return new StowageException(
                switch (code) {
                    case "GatedRepo" -> gated(status, asked);
                    case "RepoNotFound" -> noRepo(asked);
                    case "RevisionNotFound", "EntryNotFound" -> noPart(asked);
                    default -> byStatus(status, headers, said, asked);
                });
    }

    StowageException unreadable(Asked asked) {
        return new StowageException(problem(
                        Problem.Kind.NETWORK,
                        Codes.BAD_METADATA,
                        asked,
                        endpoint.label() + " sent an unreadable description",
                        "Try again later.")
                .canRetry());
    }

    StowageException disabled(Asked asked) {
        return new StowageException(gone(asked));
    }

    StowageException noFile(Asked asked) {
        return new StowageException(noPart(asked));
    }

    StowageException tooManyFiles(Asked asked, int most) {
        return new StowageException(problem(
                        Problem.Kind.DECISION,
                        "too_many_files",
                        asked,
                        "it has more than " + most + " files",
                        "Paste the link to one of its files or folders.")
                .asking(Need.CHOOSE_FILE));
    }

    StowageException notSupported(Asked asked) {
        return new StowageException(problem(
                Problem.Kind.USAGE,
                Codes.NOT_SUPPORTED,
                asked,
                "files of a " + asked.repo().type().singular() + " cannot be fetched yet",
                "Use a link to a model, dataset or space."));
    }

    private Problem byStatus(int status, HttpHeaders headers, String said, Asked asked) {
        return switch (status) {
            case 401 -> unauthorized(asked);
            case 403 -> forbidden(headers, said, asked);
            case 404 -> noRepo(asked);
            case 410 -> gone(asked);
            case 451 ->
                problem(Problem.Kind.NOT_FOUND, Codes.LEGALLY_BLOCKED, asked, "it is blocked for legal reasons", CHECK);
            case 429 -> rateLimited(headers, asked);
            case 408, 425, 500, 502, 503, 504 -> trouble(status, headers, asked);
            default ->
                status >= 520 && status <= 529
                        ? trouble(status, headers, asked)
                        : problem(
                                Problem.Kind.NETWORK,
                                Codes.REFUSED,
                                asked,
                                endpoint.label() + " answered " + status,
                                CHECK);
        };
    }

    private Problem gated(int status, Asked asked) {
        String page = endpoint.origin() + asked.repo().page();
        return status == 401
                ? problem(
                                Problem.Kind.AUTHENTICATION,
                                Codes.LOGIN_NEEDED,
                                asked,
                                "its author gives it only to accounts that have accepted its terms",
                                "Accept them at " + page + ", then add your token for HuggingFace.")
                        .asking(Need.ADD_TOKEN)
                : problem(
                                Problem.Kind.AUTHENTICATION,
                                Codes.ACCESS_DENIED,
                                asked,
                                "your HuggingFace account has no access to it",
                                "Accept its terms at " + page + ", then retry.")
                        .asking(Need.ACCEPT_LICENSE);
    }

    private Problem unauthorized(Asked asked) {
        return problem(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_NEEDED,
                        asked,
                        "it does not exist, or it is private",
                        "Check the name, or add a token for HuggingFace that may read it.")
                .asking(Need.ADD_TOKEN);
    }

    private static boolean wrong(String said) {
        return said.toLowerCase(Locale.ROOT).contains("invalid credentials");
    }

    /** Whoever is let in without one is let in with a good one: the token is what is wrong. */
    private Problem tokenRefused(Asked asked) {
        return problem(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_NEEDED,
                        asked,
                        endpoint.label() + " does not accept your token: it is wrong or has expired",
                        "Renew your token for HuggingFace.")
                .asking(Need.ADD_TOKEN);
    }

    private Problem forbidden(HttpHeaders headers, String said, Asked asked) {
        if (headers.first("cf-mitigated").filter("challenge"::equals).isPresent()) {
            return problem(
                            Problem.Kind.DECISION,
                            Codes.ACCESS_DENIED,
                            asked,
                            endpoint.label() + " asks for a check in a browser",
                            "Open the link in a browser, then retry.")
                    .asking(Need.OPEN_PAGE);
        }
        if (said.toLowerCase(Locale.ROOT).contains("is disabled")) {
            return gone(asked);
        }
        String told = PLAIN.matcher(said).matches() ? ": " + said.replaceFirst("\\.$", "") : "";
        return problem(
                Problem.Kind.AUTHENTICATION,
                Codes.ACCESS_DENIED,
                asked,
                endpoint.label() + " does not let you have it" + told,
                "Check what your token for HuggingFace may read, then retry.");
    }

    private Problem gone(Asked asked) {
        return problem(Problem.Kind.NOT_FOUND, Codes.GONE, asked, "it has been disabled there for good", CHECK);
    }

    private Problem noRepo(Asked asked) {
        return problem(
                Problem.Kind.NOT_FOUND,
                Codes.NOT_FOUND,
                asked,
                "there is no such " + asked.repo().type().singular() + ", or your token may not see it",
                CHECK);
    }

    private Problem noPart(Asked asked) {
        return problem(Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, asked, "there is no " + asked.part() + " in it", CHECK);
    }

    private Problem rateLimited(HttpHeaders headers, Asked asked) {
        Problem limited = problem(
                Problem.Kind.NETWORK,
                Codes.RATE_LIMITED,
                asked,
                endpoint.label() + " gets too many requests from here",
                "It can go on later; with a token more requests are allowed.");
        Optional<Duration> wait = wait(headers);
        if (wait.filter(asks -> asks.compareTo(LONGEST_WAIT) > 0).isPresent()) {
            return limited.canRetryAfter(wait.get()).asking(Need.OPEN_PAGE);
        }
        return wait.map(limited::canRetryAfter).orElseGet(limited::canRetry);
    }

    private Problem trouble(int status, HttpHeaders headers, Asked asked) {
        Problem trouble = problem(
                Problem.Kind.NETWORK,
                Codes.SERVER_TROUBLE,
                asked,
                endpoint.label() + " answered " + status,
                "Try again later.");
        return wait(headers)
                .filter(asks -> asks.compareTo(LONGEST_WAIT) <= 0)
                .map(trouble::canRetryAfter)
                .orElseGet(trouble::canRetry);
    }

    /** The window's end counts only when the window is used up; a limit for another reason is told by {@code Retry-After}. */
    private static Optional<Duration> wait(HttpHeaders headers) {
        Optional<String> told = headers.only("Retry-After")
                .map(String::trim)
                .filter(text -> SECONDS.matcher(text).matches());
        return told.or(() -> headers.only("RateLimit").flatMap(HuggingFaceErrors::window))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))));
    }

    private static Optional<String> window(String field) {
        Matcher matcher = WINDOW.matcher(field);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> message(byte[] body) {
        int length = Math.min(body.length, 2_048);
        Matcher matcher = MESSAGE.matcher(new String(body, 0, length, UTF_8));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Problem problem(Problem.Kind kind, String code, Asked asked, String why, String advice) {
        return Problem.of(kind, code, "read " + asked.repo().id() + " from " + endpoint.label(), why, advice);
    }
}
