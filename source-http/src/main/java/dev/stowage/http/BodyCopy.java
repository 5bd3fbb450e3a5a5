package dev.stowage.http;

import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Brings a body to the disk through one large buffer, which is filled before it is written. What was received is stored whatever happens,
 * except a first few bytes that nobody could judge.
 */
final class BodyCopy {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Job job;
    private final Stored stored;
    private final Rhythm rhythm;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private long flushedAt;
    private long toldAt;
    private long windowStart;
    private long windowBytes;

    /** Judges the first bytes of a file before any of them is stored. */
    @FunctionalInterface
    interface Entrance {
        /** Throws when this is not the file. */
        void check(byte[] bytes, int length) throws StowageException;
    }

    BodyCopy(Job job, Stored stored, Rhythm rhythm) {
        this.job = job;
        this.stored = stored;
        this.rhythm = rhythm;
    }

    /**
     * Takes at most so many bytes and adds them to those stored.
     *
     * @return whether all of them came before the body ended
     * @throws IOException when the connection fails or is too slow
     */
    boolean copy(InputStream body, long count, Entrance entrance) throws IOException, StowageException {
        filled = 0;
        flushedAt = windowStart = rhythm.nanos().getAsLong();
        windowBytes = 0;
        boolean whole = false;
        boolean ended = false;
        try {
            whole = fill(body, count, entrance);
            ended = true;
        } finally {
            if (ended || judged()) {
                flush(entrance);
            }
        }
        job.listener().received(stored.good(), 1);
        return whole;
    }

    private boolean fill(InputStream body, long count, Entrance entrance) throws IOException, StowageException {
        for (long left = count; left > 0; ) {
            job.check();
            int read = body.read(buffer, filled, (int) Math.min(left, buffer.length - filled));
            if (read < 0) {
                return false;
            }
            filled += read;
            left -= read;
            long now = rhythm.nanos().getAsLong();
            keepPace(read, now);
            if (filled == buffer.length
                    || (judged() && now - flushedAt >= rhythm.record().toNanos())) {
                flush(entrance);
                flushedAt = now;
            }
        }
        return true;
    }

    private boolean judged() {
        return stored.good() > 0 || filled >= Impostor.ENOUGH;
    }

    private void flush(Entrance entrance) throws StowageException {
        if (filled == 0) {
            return;
        }
        if (stored.good() == 0) {
            entrance.check(buffer, filled);
        }
        int count = filled;
        filled = 0;
        stored.append(ByteBuffer.wrap(buffer, 0, count));
        job.listener().contiguous(stored.good());
        long now = rhythm.nanos().getAsLong();
        if (now - toldAt >= SAMPLE_NANOS) {
            toldAt = now;
            job.listener().received(stored.good(), 1);
        }
    }

    private void keepPace(int read, long now) throws TooSlowException {
        windowBytes += read;
        long elapsed = now - windowStart;
        if (elapsed < rhythm.slowWindow().toNanos()) {
            return;
        }
        if (windowBytes < rhythm.slowBytes()) {
            throw new TooSlowException(windowBytes * TimeUnit.SECONDS.toNanos(1) / Math.max(1, elapsed));
        }
        windowStart = now;
        windowBytes = 0;
    }
}
