package dev.stowage.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items in order, possibly none
 * @param nextCursor where the next page begins, opaque, of characters that need no escaping in a URL's query; empty on the last page
 * @param <T> what is listed
 * @since 0.1
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
