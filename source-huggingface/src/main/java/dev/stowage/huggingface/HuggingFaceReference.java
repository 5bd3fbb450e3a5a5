package dev.stowage.huggingface;

import dev.stowage.model.Reference;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pasted text names on the Hub.
 *
 * @param repo the repository
 * @param revision a branch, tag, pull request or commit; empty for the main branch
 * @param path a file or folder in it
 * @param quantization which of several quantised files is meant, such as {@code Q4_K_M}
 */
record HuggingFaceReference(
        Repo repo, Optional<String> revision, Optional<String> path, Optional<String> quantization) {
    private static final Pattern SCHEMELESS = Pattern.compile("([^/?#\\s]+)(/[^?#]*)(?:[?#].*)?");
    private static final Pattern BARE = Pattern.compile("([^/\\s]+)/([^/\\s]+)");

    /** What is at the end of a local path or of somebody's link to a file, and not at the end of a repository's name. */
    private static final Set<String> FILES = Set.of(
            "7z",
            "bin",
            "ckpt",
            "csv",
            "gguf",
            "gz",
            "htm",
            "html",
            "jpeg",
            "jpg",
            "json",
            "md",
            "onnx",
            "parquet",
            "pkl",
            "png",
            "pt",
            "pth",
            "py",
            "safetensors",
            "sft",
            "tar",
            "toml",
            "txt",
            "webp",
            "yaml",
            "yml",
            "zip");

    static HuggingFaceReference of(Repo repo) {
        return new HuggingFaceReference(repo, Optional.empty(), Optional.empty(), Optional.empty());
    }

    HuggingFaceReference at(String revision) {
        return new HuggingFaceReference(repo, Optional.of(revision), path, quantization);
    }

    /** The same with a path, unless there are no segments. */
    HuggingFaceReference in(List<String> segments) throws NoLocationException {
        if (segments.isEmpty()) {
            return this;
        }
        String joined = String.join("/", segments);
        if (!PathText.safe(joined)) {
            throw new NoLocationException("its path leaves the repository");
        }
        return new HuggingFaceReference(repo, revision, Optional.of(joined), quantization);
    }

    HuggingFaceReference quantized(String label) {
        return new HuggingFaceReference(repo, revision, path, Optional.of(label));
    }

    /**
     * Reads a pasted text.
     *
     * @return empty when it is none of this source's business
     */
    static Optional<HuggingFaceReference> read(Reference pasted, Endpoint endpoint) throws NoLocationException {
        String text = pasted.text();
        if (HubUri.isOne(text)) {
            return Optional.of(HubUri.read(text));
        }
        Optional<URI> uri = pasted.uri();
        if (uri.isPresent()) {
            return endpoint.serves(uri.get()) ? page(uri.get().getRawPath(), endpoint) : Optional.empty();
        }
        Matcher schemeless = SCHEMELESS.matcher(text);
        if (schemeless.matches() && endpoint.serves(schemeless.group(1))) {
            return page(schemeless.group(2), endpoint);
        }
        return bare(text);
    }

    /** Whether a text names a repository by nothing but its id, which others may mean something else by. */
    static boolean isBare(String text) {
        return bare(text).isPresent();
    }

    /** On the Hub every page is ours to explain; on another server only what is clearly a repository. */
    private static Optional<HuggingFaceReference> page(String path, Endpoint endpoint) throws NoLocationException {
        try {
            HuggingFaceReference read = new HubPage(endpoint.official()).read(path);
            boolean file = read.path().isEmpty() && isFile(read.repo().name());
            return file && !endpoint.official() ? Optional.empty() : Optional.of(read);
        } catch (NoLocationException e) {
            if (endpoint.official()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<HuggingFaceReference> bare(String text) {
        Matcher matcher = BARE.matcher(text);
        if (!matcher.matches() || isFile(matcher.group(2))) {
            return Optional.empty();
        }
        return Repo.of(RepoType.MODEL, matcher.group(1), matcher.group(2)).map(HuggingFaceReference::of);
    }

    private static boolean isFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && FILES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
