package dev.stowage.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person pasted: a page, a file's URL, an id, with the secrets already taken out. Safe to store, to show and to log.
 *
 * @param text 1 to 8192 characters without control characters
 * @since 0.1
 */
public record Reference(String text) {
    private static final int MAX = 8192;
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^/?#]*@.*", Pattern.DOTALL);

    /** @throws IllegalArgumentException when the text is empty, too long or has control characters; the message does not repeat it */
    public Reference {
        if (text.isBlank() || text.length() > MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A reference has 1 to 8192 characters and no control characters");
        }
    }

    /**
     * Reads a pasted text: white space, quotes or angle brackets around it fall away, a fragment too, and the parameters of a query that
     * are secrets (signatures, tokens, keys) are taken out and handed over separately.
     *
     * @throws IllegalArgumentException with a sentence for the person when it is no reference, or a URL that is malformed or carries a
     *     user name or password; the message does not repeat the text
     */
    public static Pasted parse(String pasted) {
        String text = unwrapped(pasted.strip());
        Reference whole = new Reference(text);
        if (LOGIN.matcher(text).matches()) {
            throw new IllegalArgumentException("the URL carries a user name or password");
        }
        if (!WEB.matcher(text).matches()) {
            return QuerySecrets.split(text);
        }
        URI uri = whole.uri().orElseThrow(() -> new IllegalArgumentException("the URL is malformed"));
        return QuerySecrets.split(uri.toString());
    }

    /** The URL that this is, with characters that are illegal there percent-encoded; empty when it is not one with a host. */
    public Optional<URI> uri() {
        if (!URL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(LegalUrl.of(text));
            return uri.getHost() == null || uri.getPort() > 65_535 ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Where it points, short enough for a sentence: the host of a URL, else the text itself, cut to 80 characters. */
    public String place() {
        return uri().map(URI::getHost).orElseGet(() -> text.length() <= 80 ? text : text.substring(0, 79) + "…");
    }

    @Override
    public String toString() {
        return text;
    }

    private static String unwrapped(String text) {
        boolean wrapped = within(text, "<", ">") || within(text, "\"", "\"") || within(text, "'", "'");
        return wrapped ? text.substring(1, text.length() - 1).strip() : text;
    }

    private static boolean within(String text, String open, String close) {
        return text.length() > 2 && text.startsWith(open) && text.endsWith(close);
    }

    /**
     * A pasted text in its two parts.
     *
     * @param reference what may be shown
     * @param whole the URL with its secret parameters, when it had any; it goes encrypted to the token store, never anywhere else
     */
    public record Pasted(Reference reference, Optional<Secret> whole) {}
}
