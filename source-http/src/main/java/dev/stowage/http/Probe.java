package dev.stowage.http;

import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

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
     * @param good how many bytes we have, from the first on
     * @param total the size that every answer has to tell
     * @throws StowageException when no comparison is possible at the moment
     */
    boolean same(long good, long total) throws StowageException {
        for (long first : places(good)) {
            if (!same(first, Math.min(BYTES, good - first), total)) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes were served for this alone. */
    long fetched() {
        return fetched;
    }

    private static List<Long> places(long good) {
        long end = Math.max(0, good - BYTES);
        return LongStream.of(0, end / 2, end).distinct().boxed().toList();
    }

    /** No answer is no sign of other bytes. */
    private static boolean refused(RangeAnswer meaning) {
        return meaning instanceof RangeAnswer.Busy
                || meaning instanceof RangeAnswer.Expired
                || meaning instanceof RangeAnswer.Refused;
    }

    private boolean same(long first, long count, long total) throws StowageException {
        RangeAnswer.Asked asked = new RangeAnswer.Asked(first, OptionalLong.of(first + count - 1), true, false);
        RangeAnswer.Known known = new RangeAnswer.Known(0, OptionalLong.of(total), Validators.NONE);
        HttpStream stream = source.open(asked, Validators.NONE);
        try (stream;
                Subscription closing = job.onCancel(stream::close)) {
            Answered answer = new Answered(stream, source.address());
            RangeAnswer meaning = RangeAnswer.of(asked, known, answer.status(), answer.headers());
            if (refused(meaning)) {
                throw new StowageException(answer.refusal(clock.instant()));
            }
            return meaning instanceof RangeAnswer.Part told && same(answer, told);
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
