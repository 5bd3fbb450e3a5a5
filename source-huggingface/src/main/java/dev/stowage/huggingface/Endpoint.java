package dev.stowage.huggingface;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The server that is asked: the Hub itself, or one that speaks its protocol.
 *
 * @param origin its scheme, host and port
 */
record Endpoint(Origin origin) {
    static final String DEFAULT = "https://huggingface.co";
    private static final Origin HUB = new Origin("https", "huggingface.co", 443);
    private static final Set<String> ALIASES = Set.of("huggingface.co", "www.huggingface.co", "hf.co", "www.hf.co");

    /** Reads the setting. */
    static Endpoint of(String text) throws StowageException {
        Origin origin = site(text.strip())
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.USAGE,
                        Codes.BAD_CONFIG,
                        "use \"" + text + "\" as the endpoint of HuggingFace",
                        "it is no http or https address without user, path and query",
                        "Give the root of the site, such as " + DEFAULT + ".")));
        return new Endpoint(ALIASES.contains(origin.host()) && origin.encrypted() ? HUB : origin);
    }

    /** Whether this is the Hub itself, which has several names and many pages that are no repositories. */
    boolean official() {
        return origin.equals(HUB);
    }

    /** Whether a pasted address is one of this server. */
    boolean serves(URI uri) {
        Optional<Origin> pasted = Origin.of(uri);
        if (!official()) {
            return pasted.filter(origin::equals).isPresent();
        }
        return pasted.filter(Endpoint::alias).isPresent();
    }

    /** Whether a text that lacks its scheme begins with this server's name. */
    boolean serves(String authority) {
        String name = authority.toLowerCase(Locale.ROOT);
        return official() ? ALIASES.contains(name) : origin.toString().equals(origin.scheme() + "://" + name);
    }

    /** An address on this server; path and query are encoded already. */
    URI at(String pathAndQuery) {
        return URI.create(origin + pathAndQuery);
    }

    /** An address that the server itself gave, which may name the Hub although a mirror has answered; empty when it leads elsewhere. */
    Optional<URI> own(URI given) {
        Optional<Origin> stated = Origin.of(given);
        if (stated.filter(at -> at.equals(origin) || at.equals(HUB)).isEmpty() || given.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return Optional.of(at(given.getRawPath() + query));
    }

    /** The name in a sentence. */
    String label() {
        return official() ? "HuggingFace" : "HuggingFace at " + origin.host();
    }

    private static Optional<Origin> site(String text) {
        try {
            URI uri = new URI(text);
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            boolean root = uri.getRawPath() != null && uri.getRawPath().matches("/*");
            return bare && root ? Origin.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean alias(Origin pasted) {
        boolean usualPort = pasted.port() == (pasted.encrypted() ? 443 : 80);
        return usualPort && ALIASES.contains(pasted.host());
    }
}
