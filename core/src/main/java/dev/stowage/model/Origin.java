package dev.stowage.model;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A web origin (RFC 6454): the exact scheme, host and port that a token is bound to.
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param host lower case, IPv6 in brackets
 * @param port 1 to 65535, never implied
 * @since 0.1
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException when the scheme is not http or https or the port is out of range */
    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("An origin is http or https");
        }
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("An origin has a host and a port from 1 to 65535");
        }
    }

    /** The origin of an address, or empty when it is not an http or https URL with a host. */
    public static Optional<Origin> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return Optional.empty();
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http" -> Optional.of(new Origin("http", uri.getHost(), uri.getPort() < 0 ? HTTP : uri.getPort()));
            case "https" -> Optional.of(new Origin("https", uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort()));
            default -> Optional.empty();
        };
    }

    /** Whether bytes on the way to this origin are encrypted. */
    public boolean encrypted() {
        return scheme.equals("https");
    }

    /** The address of the origin without a path, the implied port left out; safe to show. */
    @Override
    public String toString() {
        boolean implied = port == (encrypted() ? HTTPS : HTTP);
        return scheme + "://" + host + (implied ? "" : ":" + port);
    }
}
