package dev.stowage.huggingface;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A path cut at its slashes. */
final class Segments {
    private Segments() {}

    /** One slash at either end does not count; an empty segment in between is a mistake. */
    static List<String> of(String path) throws NoLocationException {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        inner = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        if (inner.isEmpty()) {
            return List.of();
        }
        List<String> segments = Arrays.asList(inner.split("/", -1));
        if (segments.contains("")) {
            throw new NoLocationException("its path has empty segments");
        }
        return segments;
    }

    static Optional<String> first(List<String> segments) {
        return segments.stream().findFirst();
    }

    static NoLocationException noId() {
        return new NoLocationException("it does not name a repository as owner/name");
    }
}
