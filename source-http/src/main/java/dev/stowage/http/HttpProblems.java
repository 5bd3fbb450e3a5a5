package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Failures of the way, told to a person. Messages of exceptions are never repeated: they hold addresses, header values and whatever the
 * other side sent.
 */
final class HttpProblems {
    private static final String LATER = "Try again later.";
    private static final String FRAMING = "%s sent an invalid response";

    private static final Pattern LINE_WITHOUT_END =
            Pattern.compile("\\\\n not found: limit=(\\d{1,9}) content=([0-9a-f]*)");
    private static final int LONG_LINE = 1_000;

    private HttpProblems() {}

    /** No answer came: what happened between the request and the head of the answer. */
    static Problem noAnswer(IOException e, String host, Instant now) {
        String what = "reach " + host;
        if (e instanceof AddressRefusedException refused) {
            return addressRefused(refused, host);
        }
        if (e instanceof UnknownHostException) {
            return unknownHost(e, host);
        }
        if (e instanceof SSLException tls) {
            return TlsProblems.of(tls, host, now);
        }
        if (e instanceof InterruptedIOException) {
            return network(Codes.NO_ANSWER, what, host + " did not answer in time", LATER);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return network(
                    Codes.NO_ANSWER,
                    what,
                    "no connection to it could be opened",
                    "Check the address, or try again later.");
        }
        return e instanceof ProtocolException || endlessHead(e)
                ? network(Codes.BAD_FRAMING, "get an answer from " + host, FRAMING.formatted(host), LATER)
                : network(Codes.CONNECTION_LOST, "get an answer from " + host, "it closed the connection", LATER);
    }

    /** An answer came whose status says that there is no file in it: any but 200, 206 and 416. */
    static Problem status(int status, HttpHeaders headers, Origin origin, Instant now) {
        return StatusProblems.of(status, headers, origin, now);
    }

    /** The body broke off: what reading it threw. */
    static Problem broken(IOException e, String host) {
        String what = "get the file from " + host;
        if (e instanceof SocketTimeoutException) {
            return network(Codes.STALLED, what, host + " stopped sending", LATER);
        }
        if (e instanceof InterruptedIOException) {
            return network(Codes.TOO_SLOW, what, host + " sends too slowly", LATER);
        }
        if (endedEarly(e)) {
            return network(Codes.TRUNCATED, what, host + " ended the transfer early", LATER);
        }
        if (e instanceof ProtocolException) {
            return network(Codes.BAD_FRAMING, what, FRAMING.formatted(host), LATER);
        }
        return network(Codes.CONNECTION_LOST, what, "the connection to " + host + " was lost", LATER);
    }

    /** The host asked for quiet before, and the time has not passed. */
    static Problem stillQuiet(String host, Duration wait) {
        return rateLimited(host, wait, Problem.Kind.NETWORK).canRetryAfter(wait);
    }

    static Problem rateLimited(String host, Duration wait, Problem.Kind kind) {
        return Problem.of(
                kind,
                Codes.RATE_LIMITED,
                "get an answer from " + host,
                host + " asks to wait " + Waits.spoken(wait),
                "It can go on after that.");
    }

    static Problem network(String code, String what, String why, String advice) {
        return Problem.of(Problem.Kind.NETWORK, code, what, why, advice).canRetry();
    }

    private static Problem addressRefused(AddressRefusedException refused, String host) {
        String why =
                refused.portAlone() ? "it is on a port that is not for the web" : "it points into a private network";
        return Problem.of(
                        Problem.Kind.DECISION,
                        Codes.ADDRESS_REFUSED,
                        "reach " + host,
                        why,
                        "An administrator can allow it in the setting allowed-addresses (STOWAGE_ALLOWED_ADDRESSES).")
                .asking(Need.ALLOW_ADDRESS);
    }

    /** Java tells only in words whether a name does not exist or nobody could be asked; a repeated failure has no words at all. */
    private static Problem unknownHost(IOException e, String host) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean unknown =
                message.contains("not known") || message.contains("no address") || message.contains("no such host");
        return unknown
                ? Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.NO_SUCH_HOST,
                        "reach " + host,
                        "there is no host of that name",
                        "Check the address.")
                : network(
                        Codes.DNS_TROUBLE,
                        "reach " + host,
                        "its name could not be looked up",
                        "Check the name service of this machine.");
    }

    /**
     * OkHttp stops a head that is larger than 256 KiB as if the connection had ended. Only its message tells them apart: it shows the
     * first bytes of what had come, up to 32, and how many it was willing to take, or how many there were when that is less.
     */
    private static boolean endlessHead(IOException e) {
        if (!(e.getCause() instanceof EOFException end) || end.getMessage() == null) {
            return false;
        }
        Matcher matcher = LINE_WITHOUT_END.matcher(end.getMessage());
        if (!matcher.lookingAt()) {
            return false;
        }
        long taken = Long.parseLong(matcher.group(1));
        return taken >= LONG_LINE || matcher.group(2).length() / 2 > taken;
    }

    private static boolean endedEarly(IOException e) {
        boolean shortOfItsLength = e instanceof ProtocolException && "unexpected end of stream".equals(e.getMessage());
        boolean cutByTls = e instanceof SSLException && e.getCause() instanceof EOFException;
        return e instanceof EOFException || shortOfItsLength || cutByTls;
    }
}
