package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Failures to agree on an encrypted connection. Nothing is ever sent over one that is not trusted. */
final class TlsProblems {
    private TlsProblems() {}

    static Problem of(SSLException e, String host, Instant now) {
        String what = "reach " + host + " safely";
        if (hasCause(e, CertificateExpiredException.class) || hasCause(e, CertificateNotYetValidException.class)) {
            return Problem.of(
                    Problem.Kind.NETWORK,
                    Codes.TLS_EXPIRED,
                    what,
                    "the certificate of " + host + " is not valid today (" + LocalDate.ofInstant(now, ZoneOffset.UTC)
                            + ")",
                    "Check this machine's clock; if it is right, only the host can repair this.");
        }
        if (e instanceof SSLPeerUnverifiedException
                || hasCause(e, CertificateException.class)
                || hasCause(e, CertPathValidatorException.class)) {
            return Problem.of(
                    Problem.Kind.NETWORK,
                    Codes.TLS_UNTRUSTED,
                    what,
                    "the certificate of " + host + " is not trusted, or is one of another host. Nothing was sent",
                    "Check the address; if the host is your own, add its authority to the certificates of Java.");
        }
        return HttpProblems.network(
                Codes.TLS_FAILED,
                what,
                "no encrypted connection came about",
                "Check that the address really is https, or try again later.");
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
