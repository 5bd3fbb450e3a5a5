package dev.stowage.modelfiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The places that tensors claim in the data; no two may overlap. Not thread-safe. */
final class Spans {
    private static final Comparator<Span> BY_PLACE =
            Comparator.comparingLong(Span::begin).thenComparingLong(Span::end);

    private final List<Span> spans = new ArrayList<>();

    /** Adds one place, whose begin is at least 0 and at most its end. */
    void add(long begin, long end) {
        spans.add(new Span(begin, end));
    }

    /** What they cover together, beginning at 0. */
    Extent extent() throws BrokenException {
        spans.sort(BY_PLACE);
        long end = 0;
        boolean gapless = true;
        for (Span span : spans) {
            if (span.begin < end) {
                throw new BrokenException("two of its tensors claim the same bytes");
            }
            gapless &= span.begin == end;
            end = span.end;
        }
        return new Extent(end, gapless);
    }

    /**
     * The end of the last one, and whether every byte before it belongs to one.
     */
    record Extent(long end, boolean gapless) {}

    private record Span(long begin, long end) {}
}
