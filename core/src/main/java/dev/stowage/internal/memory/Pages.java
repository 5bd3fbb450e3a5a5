package dev.stowage.internal.memory;

import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cuts a sorted stream into pages; the cursor is the key of the last item, so that inserts shift nothing.
 *
 * @param order how items are sorted
 * @param key a unique text per item
 */
record Pages<T>(Comparator<T> order, Function<T, String> key) {
    Page<T> page(Stream<T> items, int limit, Optional<String> cursor) throws StowageException {
        List<T> sorted = items.sorted(order).toList();
        int from = cursor.isEmpty() ? 0 : after(sorted, cursor.get());
        List<T> page = sorted.subList(from, Math.min(sorted.size(), from + limit));
        boolean more = from + limit < sorted.size();
        return new Page<>(page, more ? Optional.of(key.apply(page.get(page.size() - 1))) : Optional.empty());
    }

    private int after(List<T> sorted, String cursor) throws StowageException {
        for (int i = 0; i < sorted.size(); i++) {
            if (key.apply(sorted.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.UNKNOWN_ID,
                "list the next page",
                "the cursor is not known any more",
                "Begin with the first page again."));
    }
}
