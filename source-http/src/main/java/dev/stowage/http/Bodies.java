package dev.stowage.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Stores the bodies of answers whose heads were found good, and judges how they end. */
final class Bodies {
    /** A broken connection that brought so much more than all before it is worth another one at once. */
    private static final long WORTHWHILE = 64 << 10;

    private final Job job;
    private final Source source;
    private final Stored stored;
    private final BodyCopy copy;
    private long farthest;

    Bodies(Job job, Source source, Stored stored, Rhythm rhythm) {
        this.job = job;
        this.source = source;
        this.stored = stored;
        this.copy = new BodyCopy(job, stored, rhythm);
        this.farthest = stored.good();
    }

    /** Judges the beginning of a body while what it is to replace is still there, and returns the body from its beginning. */
    InputStream judged(Answered answer) throws StowageException {
        try {
            byte[] first = answer.body().readNBytes(Impostor.ENOUGH);
            answer.check(first, first.length);
            return new SequenceInputStream(new ByteArrayInputStream(first), answer.body());
        } catch (IOException e) {
            job.check();
            throw new StowageException(answer.telling().broken(e, stored.good(), total()), e);
        }
    }

    /** Stores so many bytes, or as many as come; throws when it is not worth asking for the rest at once. */
    void store(Answered answer, InputStream body, long count) throws StowageException {
        try {
            copied(answer, body, count);
        } catch (IOException e) {
            broke(answer, e);
            return;
        }
        if (!stored.complete()) {
            broke(answer, null);
        }
    }

    /** Stores a body that does not say how long it is, and says so when its end has come. */
    void storeToTheEnd(Answered answer, InputStream body, Admission admission) throws StowageException {
        long most = admission.most();
        try {
            if (copied(answer, body, most + 1)) {
                stored.restart();
                throw new StowageException(answer.telling().endless(most));
            }
        } catch (IOException e) {
            broke(answer, e);
            return;
        }
        if (stored.good() < admission.announced().orElse(0)) {
            broke(answer, null);
        } else if (stored.good() == 0) {
            throw new StowageException(answer.telling().empty());
        } else {
            stored.complete(stored.good());
        }
    }

    private boolean copied(Answered answer, InputStream body, long count) throws IOException, StowageException {
        long before = stored.good();
        try {
            return copy.copy(body, count, answer);
        } finally {
            if (stored.good() > before) {
                source.progressed();
            }
        }
    }

    private void broke(Answered answer, @Nullable IOException cause) throws StowageException {
        job.check();
        if (stored.good() < farthest + WORTHWHILE) {
            Telling telling = answer.telling();
            Problem problem = cause == null
                    ? telling.truncated(stored.good(), total())
                    : telling.broken(cause, stored.good(), total());
            throw new StowageException(problem, cause);
        }
        farthest = stored.good();
    }

    private String total() {
        OptionalLong total = stored.header().total();
        return total.isPresent() ? Long.toString(total.getAsLong()) : "an unknown number of";
    }
}
