package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Tells why a file could not be downloaded from a host: "Could not download FILE from HOST: …". */
final class Telling {
    private static final String CONTINUES = "It continues from there when tried again.";
    private static final String OTHER_LINK = "Check the link, or look for another one.";

    private final String what;
    private final String host;

    private Telling(String file, String host) {
        this.what = "download " + file + " from " + host;
        this.host = host;
    }

    /** @param address as the source gave it; only a file name is taken from it */
    static Telling of(URI address, Origin answering) {
        return new Telling(file(address), Redaction.host(answering));
    }

    /** Before anybody is asked. */
    static Telling ofNobody() {
        return new Telling("the file", "its source");
    }

    /** As it follows "Could not". */
    String what() {
        return what;
    }

    /** The same problem as one of this download. */
    Problem reworded(Problem problem) {
        return new Problem(
                problem.kind(),
                problem.code(),
                what,
                problem.why(),
                problem.advice(),
                problem.retryable(),
                problem.need(),
                problem.retryAfter());
    }

    /** A failure of the disk as one of this download; any other as it is. */
    StowageException reworded(StowageException failure) {
        return failure.problem().kind() == Problem.Kind.STORAGE
                ? new StowageException(reworded(failure.problem()), failure)
                : failure;
    }

    Problem broken(IOException cause, long good, String total) {
        if (cause instanceof TooSlowException slow) {
            return network(Codes.TOO_SLOW, host + " delivers only " + slow.bytesPerSecond() + " bytes a second");
        }
        Problem problem = HttpProblems.broken(cause, host);
        String place = " at " + good + " of " + total + " bytes";
        return switch (problem.code()) {
            case Codes.TRUNCATED -> truncated(good, total);
            case Codes.CONNECTION_LOST -> network(problem.code(), "the connection to " + host + " was lost" + place);
            case Codes.STALLED -> network(problem.code(), host + " stopped sending" + place);
            default -> reworded(problem);
        };
    }

    Problem truncated(long good, String total) {
        return network(Codes.TRUNCATED, host + " ended the transfer at " + good + " of " + total + " bytes");
    }

    Problem changed() {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.CHANGED,
                        what,
                        "the file at " + host + " changed during the download",
                        "It begins anew.")
                .canRetry();
    }

    Problem noRanges() {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.NO_RANGES,
                        what,
                        host + " cannot continue where it was broken off",
                        "It begins anew.")
                .canRetry();
    }

    Problem rangeLie() {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.RANGE_LIE,
                        what,
                        host + " sends other bytes than it was asked for",
                        "Try again later, or look for another link.")
                .canRetry();
    }

    Problem encoded() {
        return verification(
                Codes.ENCODED_BODY,
                host + " compressed a binary file, so that its size and hash cannot be checked",
                "Look for another link.");
    }

    Problem sizeMismatch(long announced, long offered) {
        return verification(
                        Codes.SIZE_MISMATCH,
                        "the source announced " + announced + " bytes, " + host + " offers " + offered,
                        "Nothing was stored. Check whether the source offers another file now.")
                .asking(Need.CONFIRM_CHANGE);
    }

    Problem empty() {
        return verification(Codes.EMPTY_FILE, "the source offers an empty file", OTHER_LINK);
    }

    Problem tooLarge(long bytes, long limit) {
        return verification(
                Codes.TOO_LARGE,
                "it has " + bytes + " bytes or more, and the limit is " + limit,
                "Check the link; an administrator can raise the setting largest-file.");
    }

    Problem endless(long limit) {
        return verification(Codes.TOO_LARGE, "no end is in sight after " + limit + " bytes", OTHER_LINK);
    }

    Problem linkExpired() {
        return Problem.of(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LINK_EXPIRED,
                        what,
                        host + " refuses every new address of the file",
                        "Check at the source whether you may still have it, then retry.")
                .asking(Need.OPEN_PAGE);
    }

    Problem impostor(Impostor kind, byte[] body, int length) {
        return switch (kind) {
            case PAGE ->
                Problem.of(
                                Problem.Kind.AUTHENTICATION,
                                Codes.LOGIN_PAGE,
                                what,
                                host + " answered with a web page instead of the file, most likely to log in",
                                "Add a token for it, or use the link of the file itself.")
                        .asking(Need.ADD_TOKEN);
            case ERROR ->
                Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.ERROR_BODY,
                        what,
                        host + " answered with an error instead of the file"
                                + ErrorText.of(body, length)
                                        .map(text -> " (\"" + text + "\")")
                                        .orElse(""),
                        OTHER_LINK);
            case POINTER ->
                verification(
                        Codes.POINTER_FILE,
                        "the link delivers a git-lfs pointer, not the model",
                        "Use the link that downloads the file itself.");
        };
    }

    /** A page to log in came although a token was shown. */
    Problem tokenIgnored() {
        return Problem.of(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_PAGE,
                        what,
                        host
                                + " does not accept your token: it answered with a web page instead of the file, most likely to log in",
                        "Renew the token, or use the link of the file itself.")
                .asking(Need.ADD_TOKEN);
    }

    private Problem network(String code, String why) {
        return HttpProblems.network(code, what, why, CONTINUES);
    }

    private Problem verification(String code, String why, String advice) {
        return Problem.of(Problem.Kind.VERIFICATION, code, what, why, advice);
    }

    /** The last segment may also be an id; a name with an extension is one that people know the file by. */
    private static String file(URI address) {
        return UrlName.candidate(String.valueOf(address.getRawPath()))
                .flatMap(FileName::fromUntrusted)
                .filter(name -> !name.extension().isEmpty())
                .map(FileName::toString)
                .orElse("the file");
    }

    static String extension(URI address) {
        return UrlName.candidate(String.valueOf(address.getRawPath()))
                .flatMap(FileName::fromUntrusted)
                .map(name -> name.extension().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
