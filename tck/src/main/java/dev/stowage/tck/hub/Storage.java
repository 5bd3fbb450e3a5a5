package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The origin where the bytes of all files lie. Thread-safe. */
final class Storage {
    private static final Instant STORED = Instant.parse("2026-08-01T12:00:00Z");
    private static final int TAG_DIGITS = 32;
    private static final int TAG_BYTES = 1 << 16;
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "json", "application/json",
            "md", "text/plain; charset=utf-8",
            "txt", "text/plain; charset=utf-8");

    private final ScriptedOrigin origin;
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    Storage(ScriptedOrigin origin) {
        this.origin = origin;
    }

    /** A file that everybody may fetch, for as long as the storage stands. */
    URI open(String path, Content content) {
        if (stored.add(path)) {
            origin.serve(path, described(path, content));
        }
        return origin.uri(path);
    }

    /** A link to a file that nobody gets without one. */
    URI signed(String path, Content content, SignedLinks links) {
        String fileName = Query.decoded(path.substring(path.lastIndexOf('/') + 1));
        return signed(path, content, links, fileName);
    }

    URI signed(String path, Content content, SignedLinks links, String fileName) {
        if (stored.add(path)) {
            Resource resource = described(path, content).withDisposition("attachment; filename=\"" + fileName + "\"");
            origin.serve(path, resource.guardedBy(links::refusal));
        }
        return origin.uri(links.link(path, fileName));
    }

    /** What a file of this name is said to be. */
    static String type(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static Resource described(String path, Content content) {
        // Like the tag of a file that came in parts: it tells versions apart, but is no digest that anybody else could
        // compute.
        String beginning =
                content.slice(0, Math.min(TAG_BYTES, content.length())).sha256();
        return Resource.of(content)
                .withContentType(type(path))
                .withLastModified(STORED)
                .withEtag("\"" + beginning.substring(0, TAG_DIGITS) + "-" + (content.length() / TAG_BYTES + 1) + "\"");
    }
}
