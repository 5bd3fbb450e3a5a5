package dev.stowage.http;

import dev.stowage.http.SegmentPlan.Segment;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Brings bodies to the disk through one large buffer, which is filled before it is written. What was received is stored whatever happens,
 * except a first few bytes that nobody could judge, and what was taken over by somebody else meanwhile.
 */
final class BodyCopy {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Lanes lanes;
    private final SegmentPlan plan;
    private final Stored stored;
    private final Rhythm rhythm;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private long flushedAt;
    private long windowStart;
    private long windowBytes;

    BodyCopy(Lanes lanes, Gear gear) {
        this.lanes = lanes;
        this.plan = lanes.plan();
        this.stored = gear.stored();
        this.rhythm = gear.settings().rhythm();
    }

    /**
     * Takes what a segment wants of a body, and what lies free behind it.
     *
     * @return whether the body went on so far
     * @throws IOException when the connection fails or is too slow
     */
    boolean copy(Incoming body, Segment segment, Answered answer) throws IOException, StowageException {
        filled = 0;
        flushedAt = windowStart = rhythm.nanos().getAsLong();
        windowBytes = 0;
        boolean ended = false;
        try {
            boolean whole = fill(body, segment, answer);
            ended = true;
            return whole;
        } finally {
            if (ended || judged(segment)) {
                flush(segment, answer);
            }
        }
    }

    private boolean fill(Incoming body, Segment segment, Answered answer) throws IOException, StowageException {
        while (true) {
            lanes.check();
            long room = room(body, segment);
            if (room <= 0) {
                flush(segment, answer);
                if (!lanes.extend(segment, body.end())) {
                    return true;
                }
                continue;
            }
            int read = body.in().read(buffer, filled, (int) Math.min(room, buffer.length - filled));
            if (read < 0) {
                return false;
            }
            long now = rhythm.nanos().getAsLong();
            int own = plan.take(segment, read, now);
            filled += own;
            lanes.dropped(read - own);
            keepPace(read, now);
            if (filled == buffer.length || due(segment, now)) {
                flush(segment, answer);
            }
        }
    }

    private long room(Incoming body, Segment segment) {
        return Math.min(plan.end(segment), body.end()) - plan.position(segment);
    }

    private boolean due(Segment segment, long now) {
        return judged(segment) && now - flushedAt >= rhythm.record().toNanos();
    }

    private boolean judged(Segment segment) {
        return plan.position(segment) > filled || filled >= Impostor.ENOUGH;
    }

    private void flush(Segment segment, Answered answer) throws StowageException {
        flushedAt = rhythm.nanos().getAsLong();
        if (filled == 0) {
            return;
        }
        long first = plan.position(segment) - filled;
        if (first == 0) {
            answer.check(buffer, filled);
        }
        int count = filled;
        filled = 0;
        stored.write(first, ByteBuffer.wrap(buffer, 0, count));
        lanes.written(answer.where());
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
