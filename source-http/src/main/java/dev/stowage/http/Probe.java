package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Asks again for a little of what is on the disk already, to learn whether an origin that cannot prove it still has the same file. */
final class Probe {
    private static final int BYTES = 64 << 10;

    private final Job job;
    private final Source source;
    private final PartFile part;
    private final Clock clock;
    private long fetched;

    Probe(Job job, Source source, PartFile part, Clock clock) {
        this.job = job;
        this.source = source;
        this.part = part;
        this.clock = clock;
    }

    /**
     * Compares the beginning, the middle and the end of what we have.
     *
     * @param have which bytes we have
     * @param total the size that every answer has to tell
     * @throws StowageException when no comparison is possible at the moment
     */
    boolean same(RangeSet<Long> have, long total) throws StowageException {
        for (Range<Long> place : places(have)) {
            if (!same(place.lowerEndpoint(), place.upperEndpoint() - place.lowerEndpoint(), total)) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes were served for this alone. */
    long fetched() {
        return fetched;
    }

    private static Set<Range<Long>> places(RangeSet<Long> have) {
        long good = have.asRanges().stream()
                .mapToLong(range -> range.upperEndpoint() - range.lowerEndpoint())
                .sum();
        long end = Math.max(0, good - BYTES);
        Set<Range<Long>> places = new LinkedHashSet<>();
        for (long nth : new long[] {0, end / 2, end}) {
            places.add(place(have, nth));
        }
        return places;
    }

    /** From the n-th byte that we have, as far as there is no gap. */
    private static Range<Long> place(RangeSet<Long> have, long nth) {
        long left = nth;
        for (Range<Long> range : have.asRanges()) {
            long first = range.lowerEndpoint() + left;
            if (first < range.upperEndpoint()) {
                return Range.closedOpen(first, Math.min(first + BYTES, range.upperEndpoint()));
            }
            left = first - range.upperEndpoint();
        }
        throw new IllegalArgumentException("there is no byte " + nth);
    }

    /** No answer is no sign of other bytes. */
    private static boolean refused(RangeAnswer meaning) {
        return meaning instanceof RangeAnswer.Busy
                || meaning instanceof RangeAnswer.Expired
                || meaning instanceof RangeAnswer.Refused;
    }

    private boolean same(long first, long count, long total) throws StowageException {
        RangeAnswer.Asked asked = new RangeAnswer.Asked(first, OptionalLong.of(first + count - 1), true, false);
        while (true) {
            Optional<Boolean> same = compared(asked, total);
            if (same.isPresent()) {
                return same.get();
            }
        }
    }

    /** Empty when the address has lapsed, and there is a newer one. */
    private Optional<Boolean> compared(RangeAnswer.Asked asked, long total) throws StowageException {
        RangeAnswer.Known known = new RangeAnswer.Known(0, OptionalLong.of(total), Validators.NONE);
        try (Answered answer = source.open(asked, Validators.NONE, job.call());
                Subscription closing = job.call().onCancel(answer::close)) {
            RangeAnswer meaning = RangeAnswer.of(asked, known, answer.status(), answer.headers());
            if (meaning instanceof RangeAnswer.Expired && source.renew(answer.where())) {
                return Optional.empty();
            }
            if (refused(meaning)) {
                throw new StowageException(answer.refusal(clock.instant()));
            }
            return Optional.of(meaning instanceof RangeAnswer.Part told && same(answer, told));
        }
    }

    private boolean same(Answered answer, RangeAnswer.Part told) throws StowageException {
        int count = (int) (told.end() - told.first());
        ByteBuffer ours = ByteBuffer.allocate(count);
        byte[] theirs = theirs(answer, told);
        try {
            part.read(ours, told.first());
        } catch (IOException e) {
            throw DiskProblem.of("read the unfinished file", part.path(), e);
        }
        return Arrays.equals(ours.array(), theirs);
    }

    private byte[] theirs(Answered answer, RangeAnswer.Part told) throws StowageException {
        try {
            byte[] bytes = answer.body().readNBytes((int) (told.end() - told.first()));
            fetched += bytes.length;
            return bytes;
        } catch (IOException e) {
            job.check();
            throw new StowageException(answer.telling().broken(e, told.first(), Long.toString(told.total())), e);
        }
    }
}
