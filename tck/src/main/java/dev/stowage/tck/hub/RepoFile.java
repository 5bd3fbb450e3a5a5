package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** A file of a repository. */
final class RepoFile {
    private static final long LARGE = 10_000_000;
    private static final Set<String> LARGE_KINDS =
            Set.of("safetensors", "gguf", "bin", "ckpt", "pt", "pth", "onnx", "zip", "h5", "npz", "msgpack");

    private final String path;
    private final Content content;
    private final Digests digests;
    private final Supplier<Digests> kept;

    RepoFile(String path, Content content) {
        this.path = path;
        this.content = content;
        this.digests = new Digests(content);
        this.kept = new Once<>(() -> isLarge() ? new Digests(Content.of(digests.pointer())) : digests);
    }

    String path() {
        return path;
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Content content() {
        return content;
    }

    long size() {
        return content.length();
    }

    /** Whether git keeps only a pointer to it. */
    boolean isLarge() {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return content.length() > LARGE || LARGE_KINDS.contains(extension);
    }

    String sha256() {
        return digests.sha256();
    }

    /** The id of what git keeps. */
    String gitId() {
        return kept.get().gitBlob();
    }

    /** What git keeps. */
    Content raw() {
        return isLarge() ? Content.of(digests.pointer()) : content;
    }

    /** A number of the storage that is no digest of the bytes anybody could compute, though it looks like one. */
    String xetHash() {
        return Digests.ofText("SHA-256", "xet " + sha256());
    }

    /** @param digestName what the page calls the digest of a large file */
    Json large(String digestName) {
        return Json.object().put(digestName, sha256()).put("size", size()).put("pointerSize", raw().length());
    }
}
