package dev.stowage.internal.memory;

import dev.stowage.model.Codes;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cuts what was sorted newest first into pages. The cursor is the place of the last item in that order, so that neither inserts nor the end
 * of that item shift anything.
 *
 * @param at when an item came into being; never changes
 * @param key a unique text per item
 */
record Pages<T>(Function<T, Instant> at, Function<T, String> key) {
    /** Newest first. */
    Comparator<T> order() {
        return Comparator.comparing(this::place).reversed();
    }

    Page<T> page(Stream<T> items, int limit, Optional<String> cursor) throws StowageException {
        Stream<T> rest = items.sorted(order());
        if (cursor.isPresent()) {
            Place last = Place.parse(cursor.get());
            rest = rest.dropWhile(item -> place(item).compareTo(last) >= 0);
        }
        List<T> found = rest.limit(limit + 1L).toList();
        boolean more = found.size() > limit;
        List<T> page = more ? found.subList(0, limit) : found;
        return new Page<>(page, more ? Optional.of(place(page.get(limit - 1)).toString()) : Optional.empty());
    }

    private Place place(T item) {
        return new Place(at.apply(item), key.apply(item));
    }

    private record Place(Instant at, String key) implements Comparable<Place> {
        static Place parse(String cursor) throws StowageException {
            int end = cursor.indexOf('_');
            try {
                return new Place(Instant.parse(cursor.substring(0, Math.max(end, 0))), cursor.substring(end + 1));
            } catch (DateTimeParseException e) {
                throw unreadable();
            }
        }

        @Override
        public int compareTo(Place other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }

        @Override
        public String toString() {
            return at + "_" + key;
        }

        private static StowageException unreadable() {
            return new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.UNKNOWN_ID,
                    "list the next page",
                    "its cursor is not one of ours",
                    "Begin with the first page again."));
        }
    }
}
