package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The checksums of what was received; those of neighbours in one block are joined, so that there is at most one for a whole block. */
final class Checksums {
    private final NavigableMap<Long, Checksum> byFirst = new TreeMap<>();

    /** Adds one; what it covers was something else before. */
    void add(Checksum sum) {
        forget(sum.first(), sum.end());
        Checksum joined = sum;
        Map.@Nullable Entry<Long, Checksum> before = byFirst.lowerEntry(sum.first());
        if (before != null && before.getValue().joins(joined)) {
            byFirst.remove(before.getKey());
            joined = before.getValue().joined(joined);
        }
        Checksum after = byFirst.get(sum.end());
        if (after != null && joined.joins(after)) {
            byFirst.remove(sum.end());
            joined = joined.joined(after);
        }
        byFirst.put(joined.first(), joined);
    }

    /** All, in the order of the file. */
    List<Checksum> all() {
        return List.copyOf(byFirst.values());
    }

    int size() {
        return byFirst.size();
    }

    /** Forgets those that do not lie whole in these stretches. */
    void retain(RangeSet<Long> stretches) {
        byFirst.values().removeIf(sum -> !stretches.encloses(Range.closedOpen(sum.first(), sum.end())));
    }

    /** No stretch is longer than a block, so that those concerned begin in the block before at the earliest. */
    private void forget(long first, long end) {
        Collection<Checksum> near =
                byFirst.subMap(first - Checksum.BLOCK, true, end, false).values();
        near.removeIf(sum -> sum.end() > first);
    }
}
