package dev.stowage.http;

import dev.stowage.http.SegmentPlan.Segment;
import dev.stowage.http.SegmentPlan.Wish;
import dev.stowage.model.Problem;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections over which the missing bytes of one version of a file come at the same time. They end together: when all bytes are there,
 * when one of them got an answer that concerns all, when the disk fails, or when none of them works any more.
 */
final class Lanes implements AutoCloseable {
    /** For less than so many pieces another connection is not worth it. */
    private static final int WORTHWHILE = 2;

    private final Gear gear;
    private final SegmentPlan plan;
    private final Ramp ramp;
    private final Halt halt;
    private final Subscription waking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private final AtomicLong dropped = new AtomicLong();
    private boolean unsettled;
    private @Nullable StowageException failure;
    private @Nullable Throwable fatal;

    Lanes(Gear gear, SegmentPlan plan, Ramp ramp) {
        this.gear = gear;
        this.plan = plan;
        this.ramp = ramp;
        this.halt = Halt.within(gear.job().call());
        this.waking = halt.onCancel(this::wake);
    }

    /** Fetches what is missing, beginning with an answer that has come already, on this thread and others; returns when all have ended. */
    void run(Answered answer, Incoming body) {
        running = 1;
        Lane first = new Lane(this, gear);
        first.begin(answer, body);
        lock.lock();
        try {
            while (running > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a body on this thread alone, whose length nobody knows; whether it went on to the end of what may be taken. */
    boolean runToTheEnd(Answered answer, Incoming body) throws IOException, StowageException {
        running = 1;
        Segment whole = next(0).orElseThrow(CancelledException::new);
        return new BodyCopy(this, gear).copy(body, whole, answer);
    }

    /** Whether an answer came that has to be judged while nobody else fetches. */
    boolean unsettled() {
        return unsettled;
    }

    /** How many bytes came in vain. */
    long dropped() {
        return dropped.get();
    }

    /** Throws what concerns the whole transfer, if anything does. */
    void rethrow() throws StowageException {
        Throwable thrown = fatal;
        if (thrown instanceof StowageException problem) {
            throw problem;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException defect) {
            throw defect;
        }
    }

    /** Why the last connection that failed did so; empty when they ended for another reason. */
    Optional<StowageException> failure() {
        return unsettled ? Optional.empty() : Optional.ofNullable(failure);
    }

    SegmentPlan plan() {
        return plan;
    }

    Halt call() {
        return halt;
    }

    void check() throws CancelledException {
        halt.check();
    }

    /** Whether nobody else fetches. */
    boolean alone() {
        return running() <= 1;
    }

    /** Whether there are, or may soon be, several connections, so that each asks for its own piece only. */
    boolean several() {
        return ramp.target() > 1 || !alone();
    }

    /** The next segment for a connection that has reached so many bytes a second; empty when it is not needed any more. */
    Optional<Segment> next(double rate) {
        lock.lock();
        try {
            while (!halt.stopped() && running <= ramp.target()) {
                Optional<Segment> segment = plan.next(wish(rate));
                if (segment.isPresent() || plan.idle()) {
                    return segment;
                }
                // Looks up once a second: a connection that falls asleep wakes nobody.
                changed.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.empty();
    }

    boolean extend(Segment segment, long answerEnd) {
        return plan.extend(segment, answerEnd, wish(plan.rate(segment, gear.now())));
    }

    /** A connection is done with a segment. */
    void close(Segment segment) {
        plan.close(segment);
        if (plan.left() == 0) {
            halt.stop();
        }
        wake();
    }

    /** Bytes came for which somebody else has been asked meanwhile. */
    void dropped(int bytes) {
        if (bytes > 0) {
            dropped.addAndGet(bytes);
        }
    }

    /** Bytes from there are stored. */
    void written(Located from) {
        int connections = running();
        Stored stored = gear.stored();
        gear.source().progressed(from);
        gear.admission().left(stored.header().total().orElse(0) - stored.good());
        gear.job().progress().advanced(stored, connections);
        ramp.sample(stored.good(), connections, gear.now());
        grow();
    }

    /** An answer came that concerns all. */
    void settle() {
        lock.lock();
        try {
            unsettled = true;
        } finally {
            lock.unlock();
        }
        halt.stop();
    }

    /** The origin has enough of us. */
    void backOff() {
        ramp.backOff(gear.now());
    }

    /** A connection has ended, and why. */
    void ended(@Nullable Throwable why) {
        boolean all = why != null && concernsAll(why);
        lock.lock();
        try {
            if (all && fatal == null) {
                fatal = why;
            } else if (why instanceof StowageException problem && !(why instanceof CancelledException)) {
                failure = problem;
                if (running > 1) {
                    ramp.lost();
                }
            }
            running--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (all) {
            halt.stop();
        }
    }

    @Override
    public void close() {
        waking.close();
        halt.close();
    }

    private static boolean concernsAll(Throwable why) {
        boolean network =
                why instanceof StowageException problem && problem.problem().kind() != Problem.Kind.STORAGE;
        return !network;
    }

    private Wish wish(double rate) {
        return new Wish(Math.max(1, ramp.target()), rate, gear.now());
    }

    private int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void grow() {
        lock.lock();
        try {
            while (running < ramp.target()
                    && !halt.stopped()
                    && plan.left() > WORTHWHILE * gear.settings().sizes().piece()) {
                if (!gear.limits().places().tryAcquire()) {
                    return;
                }
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        running++;
        boolean started = false;
        try {
            gear.limits().crew().start(new Lane(this, gear)::run);
            started = true;
        } finally {
            if (!started) {
                running--;
                gear.limits().places().release();
            }
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
