package dev.stowage.app.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One file of the page, as a browser gets it. */
public final class WebFile {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final byte[] content;
    private final String type;
    private final boolean lasting;

    /**
     * A file.
     *
     * @param content its bytes, which nobody changes from now on
     * @param type its media type
     * @param lasting whether its address always means these bytes
     */
    WebFile(byte[] content, String type, boolean lasting) {
        this.content = content;
        this.type = type;
        this.lasting = lasting;
    }

    /** Its bytes; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** The media type of a file with this name, if the page has files of the kind. */
    static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** How long a browser may use it without asking. */
    public String cacheControl() {
        return lasting ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /** What changes with its bytes, in quotes as headers want it. */
    public String tag() {
        return '"' + digest(content).substring(0, 16) + '"';
    }

    /** The SHA-256 of some bytes as a content security policy names it. */
    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
