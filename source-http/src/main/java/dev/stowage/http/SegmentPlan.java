package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which connection fetches which bytes: pieces in the order of the file, so that what is read along stays close behind; at the end, the back
 * of whatever would take longest. Every missing byte belongs to one segment at a time. Touches no disk, no network and no clock; thread-safe.
 */
final class SegmentPlan {
    private static final double PIECE_SECONDS = 4;
    private static final double PATIENCE_SECONDS = 5;

    private final Sizes sizes;
    private final RangeSet<Long> free;
    private final Set<Segment> open = new LinkedHashSet<>();

    /**
     * How small segments may be.
     *
     * @param first what the first request of all asks for, before it is known whether there will be parts
     * @param piece no piece is smaller, unless there is no more: each costs a round trip
     * @param share nobody takes less from another one, unless that one hardly moves
     */
    record Sizes(long first, long piece, long share) {
        static final Sizes USUAL = new Sizes(256L << 10, 4L << 20, 1L << 20);
    }

    /**
     * What a connection tells that wants a segment.
     *
     * @param connections how many there are
     * @param rate the bytes a second it has reached; 0 when it is new
     * @param now by a monotonic clock, in nanoseconds
     */
    record Wish(int connections, double rate, long now) {}

    /** A stretch of bytes that one connection fetches; shorter, all at once, when another one takes the back of it. */
    static final class Segment {
        private final Pace pace;
        private long next;
        private long end;

        private Segment(long first, long end, Pace pace) {
            this.next = first;
            this.end = end;
            this.pace = pace;
        }

        private long left() {
            return end - next;
        }

        private double seconds(long now) {
            return left() / pace.rate(now);
        }
    }

    /** Begins with what is missing. */
    SegmentPlan(RangeSet<Long> missing, Sizes sizes) {
        this.sizes = sizes;
        this.free = TreeRangeSet.create(missing);
    }

    /** The next segment for a connection; empty when there is none at present. */
    synchronized Optional<Segment> next(Wish wish) {
        if (free.isEmpty()) {
            return slowest(wish).flatMap(victim -> backOf(victim, wish));
        }
        Range<Long> first = free.asRanges().iterator().next();
        return Optional.of(opened(piece(first, Long.MAX_VALUE, wish), wish));
    }

    /** Goes on behind a segment's end without another request, as far as the same answer goes; whether there is anything. */
    synchronized boolean extend(Segment segment, long answerEnd, Wish wish) {
        Range<Long> behind = free.rangeContaining(segment.end);
        if (segment.left() > 0 || behind == null || answerEnd <= segment.end) {
            return false;
        }
        Range<Long> piece = piece(Range.closedOpen(segment.end, behind.upperEndpoint()), answerEnd, wish);
        free.remove(piece);
        segment.end = piece.upperEndpoint();
        return true;
    }

    /** The next byte of a segment that is not taken. */
    synchronized long position(Segment segment) {
        return segment.next;
    }

    /** One more than the last byte of a segment, at present. */
    synchronized long end(Segment segment) {
        return segment.end;
    }

    /** One more than the last byte that an answer may bring beginning with this segment, if nobody comes before. */
    synchronized long reach(Segment segment) {
        Range<Long> behind = free.rangeContaining(segment.end);
        return behind == null ? segment.end : behind.upperEndpoint();
    }

    /** Bytes of a segment have come: how many of them, from the first on, are its own. Nobody else gets these any more. */
    synchronized int take(Segment segment, int count, long now) {
        int own = (int) Math.min(count, segment.left());
        segment.next += own;
        segment.pace.add(own, now);
        return own;
    }

    /** The bytes a second of a segment. */
    synchronized double rate(Segment segment, long now) {
        return segment.pace.rate(now);
    }

    /** A connection is done with a segment; what is left of it is handed out again. */
    synchronized void close(Segment segment) {
        if (open.remove(segment) && segment.left() > 0) {
            free.add(Range.closedOpen(segment.next, segment.end));
        }
    }

    /** How many bytes nobody has taken. */
    synchronized long left() {
        long assigned = open.stream().mapToLong(Segment::left).sum();
        return assigned
                + free.asRanges().stream()
                        .mapToLong(range -> range.upperEndpoint() - range.lowerEndpoint())
                        .sum();
    }

    /** Whether nobody works on anything, so that waiting is of no use. */
    synchronized boolean idle() {
        return open.isEmpty();
    }

    private Segment opened(Range<Long> bytes, Wish wish) {
        free.remove(bytes);
        double expected = wish.rate() > 0 ? wish.rate() : usualRate(wish.now());
        Segment segment = new Segment(bytes.lowerEndpoint(), bytes.upperEndpoint(), new Pace(expected, wish.now()));
        open.add(segment);
        return segment;
    }

    private double usualRate(long now) {
        return open.stream()
                .mapToDouble(segment -> segment.pace.rate(now))
                .average()
                .orElse(0);
    }

    /** As much as takes some seconds, but not so much that others have nothing to do at the end. */
    private Range<Long> piece(Range<Long> stretch, long limit, Wish wish) {
        long fair = left() / (2L * Math.max(1, wish.connections()));
        long size = Math.max(sizes.piece(), Math.min((long) (wish.rate() * PIECE_SECONDS), fair));
        long first = stretch.lowerEndpoint();
        long most = Math.min(limit, stretch.upperEndpoint());
        long end = most - first - size < sizes.share() ? most : first + size;
        return Range.closedOpen(first, Math.min(end, most));
    }

    private Optional<Segment> slowest(Wish wish) {
        return open.stream()
                .filter(segment -> segment.left() > 0)
                .max(Comparator.comparingDouble(segment -> segment.seconds(wish.now())));
    }

    /** Both should be done at the same time. */
    private Optional<Segment> backOf(Segment victim, Wish wish) {
        double theirs = victim.pace.rate(wish.now());
        double ours = wish.rate() > 0 ? wish.rate() : usualRate(wish.now());
        long share = (long) (victim.left() * (ours / (ours + theirs)));
        boolean stuck = victim.seconds(wish.now()) > PATIENCE_SECONDS && ours > theirs;
        if (stuck && victim.left() - share < sizes.share()) {
            share = victim.left();
        }
        if (share < sizes.share() && !stuck) {
            return Optional.empty();
        }
        Range<Long> back = Range.closedOpen(victim.end - share, victim.end);
        victim.end -= share;
        return share == 0 ? Optional.empty() : Optional.of(opened(back, wish));
    }
}
