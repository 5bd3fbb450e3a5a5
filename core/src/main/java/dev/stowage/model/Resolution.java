package dev.stowage.model;

import java.util.List;

/**
 * What a pasted reference means.
 *
 * @since 0.1
 */
public sealed interface Resolution {
    /**
     * A model and its files.
     *
     * @param model what the source says of it
     * @param files at least one, in the source's order
     * @param warnings sentences for the person, possibly none
     */
    record Found(ModelInfo model, List<RemoteFile> files, List<String> warnings) implements Resolution {
        /** @throws IllegalArgumentException when there is no file */
        public Found {
            files = List.copyOf(files);
            warnings = List.copyOf(warnings);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("A resolution that found something has at least one file");
            }
        }
    }

    /**
     * Not here: ask again with another reference, such as the page a short link leads to.
     *
     * @param reference what to resolve instead
     */
    record Elsewhere(Reference reference) implements Resolution {}
}
