package dev.stowage.http;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.List;

/** Which bytes of a file are there, which of them outlast a power failure, and what checksums they had when they came. Not thread-safe. */
final class Ledger {
    private final RangeSet<Long> written = TreeRangeSet.create();
    private final RangeSet<Long> durable = TreeRangeSet.create();
    private final Checksums sums = new Checksums();

    /** Bytes were written that had this checksum when they came. */
    void add(Checksum sum) {
        written.add(Range.closedOpen(sum.first(), sum.end()));
        sums.add(sum);
    }

    /** Bytes were written, and what they were is not known. */
    void addUnsummed(Range<Long> stretch) {
        written.add(stretch);
    }

    /** These bytes are on the disk. */
    void secured(RangeSet<Long> stretches) {
        durable.addAll(stretches);
    }

    RangeSet<Long> written() {
        return ImmutableRangeSet.copyOf(written);
    }

    RangeSet<Long> durable() {
        return ImmutableRangeSet.copyOf(durable);
    }

    /** What was written and is not known to be on the disk. */
    RangeSet<Long> unsecured() {
        RangeSet<Long> rest = TreeRangeSet.create(written);
        rest.removeAll(durable);
        return ImmutableRangeSet.copyOf(rest);
    }

    List<Checksum> sums() {
        return sums.all();
    }

    /** What was written and has no checksum. */
    RangeSet<Long> unsummed() {
        RangeSet<Long> rest = TreeRangeSet.create(written);
        sums.all().forEach(sum -> rest.remove(Range.closedOpen(sum.first(), sum.end())));
        return ImmutableRangeSet.copyOf(rest);
    }

    /** How many entries it takes to write this down. */
    int entries() {
        return sums.size() + unsummed().asRanges().size() + durable.asRanges().size();
    }

    /** How many bytes there are. */
    long count() {
        return written.asRanges().stream()
                .mapToLong(range -> range.upperEndpoint() - range.lowerEndpoint())
                .sum();
    }

    /** How many bytes there are without a gap, from the first of the file on. */
    long prefix() {
        Range<Long> first = written.rangeContaining(0L);
        return first == null ? 0 : first.upperEndpoint();
    }

    /** One more than the last byte that is there. */
    long end() {
        return written.isEmpty() ? 0 : written.span().upperEndpoint();
    }

    /** What is not there of so many bytes. */
    RangeSet<Long> missing(long total) {
        return ImmutableRangeSet.copyOf(written.complement().subRangeSet(Range.closedOpen(0L, total)));
    }

    /** The same for these stretches alone. */
    Ledger within(RangeSet<Long> stretches) {
        Ledger less = new Ledger();
        less.written.addAll(written);
        less.written.removeAll(stretches.complement());
        less.durable.addAll(durable);
        less.durable.removeAll(stretches.complement());
        sums.all().forEach(less.sums::add);
        less.sums.retain(less.written);
        return less;
    }
}
