package dev.stowage.huggingface;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of repositories that the Hub hosts. */
enum RepoType {
    MODEL("models"),
    DATASET("datasets"),
    SPACE("spaces"),
    KERNEL("kernels"),
    BUCKET("buckets");

    private final String plural;

    RepoType(String plural) {
        this.plural = plural;
    }

    /** The word in API paths and {@code hf://} URIs. */
    String plural() {
        return plural;
    }

    /** The word in a sentence. */
    String singular() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What comes before the id in the path of a page. */
    String pagePrefix() {
        return this == MODEL ? "/" : "/" + plural + "/";
    }

    /** Whether files can be fetched from it; the API of the others is not public. */
    boolean fetchable() {
        return this == MODEL || this == DATASET || this == SPACE;
    }

    static Optional<RepoType> ofPlural(String word) {
        return Arrays.stream(values()).filter(type -> type.plural.equals(word)).findFirst();
    }

    static boolean isSingular(String word) {
        return Arrays.stream(values()).anyMatch(type -> type.singular().equals(word));
    }
}
