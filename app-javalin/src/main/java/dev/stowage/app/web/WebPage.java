package dev.stowage.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page and all files that it consists of. */
public final class WebPage {
    private static final Pattern PLAIN =
            Pattern.compile("(?:[a-zA-Z0-9_@-][a-zA-Z0-9._@-]*/)*[a-zA-Z0-9_-][a-zA-Z0-9._-]*");

    private final Library library = new Library();
    private final Map<String, WebFile> files = new ConcurrentHashMap<>();
    private final WebFile index;
    private final String policy;

    /** The page as it was built. */
    public WebPage() {
        String map = library.importMap();
        String template = new String(file("web/index.html", false).orElseThrow().content(), StandardCharsets.UTF_8);
        byte[] page = template.replace("{{import-map}}", map).getBytes(StandardCharsets.UTF_8);
        index = new WebFile(page, "text/html; charset=utf-8", false);
        policy = policy(map);
    }

    /** What {@code /} shows. */
    public WebFile index() {
        return index;
    }

    /** The page's own file at a path below {@code /web/}. */
    public Optional<WebFile> own(String path) {
        return file("web/" + path, false);
    }

    /** A file of the page's library at a path below {@code /webjars/}, in the version that is used and in no other. */
    public Optional<WebFile> library(String path) {
        return file(library.resource(path), true);
    }

    /**
     * What the page may do: run its own scripts and the map of their names, look like its own style sheets say, talk to this server. No text
     * of a source can become a script or markup of ours, whatever it contains.
     */
    public String policy() {
        return policy;
    }

    private static String policy(String importMap) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + WebFile.digest(importMap) + "'",
                "style-src 'self'",
                "img-src 'self' data:",
                "media-src 'self'",
                "connect-src 'self'",
                "worker-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html stowage-worker");
    }

    private Optional<WebFile> file(String resource, boolean lasting) {
        WebFile known = files.get(resource);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> type = WebFile.type(resource);
        if (type.isEmpty() || !PLAIN.matcher(resource).matches()) {
            return Optional.empty();
        }
        Optional<WebFile> read = read(resource).map(content -> new WebFile(content, type.get(), lasting));
        read.ifPresent(file -> files.put(resource, file));
        return read;
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream in = WebPage.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
