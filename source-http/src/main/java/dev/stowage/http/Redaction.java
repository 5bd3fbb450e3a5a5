package dev.stowage.http;

import dev.stowage.model.Origin;
import java.net.IDN;
import okhttp3.HttpUrl;

/** How addresses are shown: nothing that could be a secret, and no host that looks like another. */
final class Redaction {
    private Redaction() {}

    /** The host as it is looked up, with a port when it is not the usual one; in its own script too when that is another. */
    static String host(HttpUrl url) {
        String host = bracketed(url.host());
        String shown = url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
        String unicode = IDN.toUnicode(url.host());
        return unicode.equals(url.host()) ? shown : shown + " (" + unicode + ")";
    }

    /** The same for an origin. */
    static String host(Origin origin) {
        String whole = origin.toString();
        return whole.substring(whole.indexOf("://") + 3);
    }

    /** Scheme, host and path: no query, no fragment, no user name. */
    static String address(HttpUrl url) {
        return url.newBuilder()
                .query(null)
                .fragment(null)
                .username("")
                .password("")
                .build()
                .toString();
    }

    static Origin origin(HttpUrl url) {
        return new Origin(url.scheme(), bracketed(url.host()), url.port());
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
