package dev.stowage.http;

import dev.stowage.http.RangeAnswer.Asked;
import dev.stowage.http.RangeAnswer.Doubtful;
import dev.stowage.http.RangeAnswer.Expired;
import dev.stowage.http.RangeAnswer.Known;
import dev.stowage.http.RangeAnswer.Part;
import dev.stowage.http.SegmentPlan.Segment;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One connection at a time: fetches segment after segment as long as each answer is plainly a part of the version that is known. */
final class Lane {
    /** A broken connection that brought so much more is worth another one at once. */
    static final long WORTHWHILE = 64 << 10;

    private static final int MOST_REFUSALS = 4;

    private final Lanes lanes;
    private final Gear gear;
    private final SegmentPlan plan;
    private final BodyCopy copy;
    private double rate;
    private int refusals;

    Lane(Lanes lanes, Gear gear) {
        this.lanes = lanes;
        this.gear = gear;
        this.plan = lanes.plan();
        this.copy = new BodyCopy(lanes, gear);
    }

    /** Begins with an answer that is there. */
    void begin(Answered answer, Incoming body) {
        guarded(() -> {
            Segment first = lanes.next(0).orElseThrow(CancelledException::new);
            try (Subscription closing = lanes.call().onCancel(answer::close)) {
                store(first, answer, body);
                answer.close();
                fetch(first);
            } finally {
                leave(first);
            }
            work();
        });
    }

    /** Begins on a thread of its own. */
    void run() {
        try {
            guarded(this::work);
        } finally {
            gear.limits().places().release();
        }
    }

    private interface Work {
        void run() throws StowageException;
    }

    @SuppressWarnings("CatchingUnchecked") // a thread that died in silence would be waited for without end
    private void guarded(Work work) {
        @Nullable Throwable why = null;
        try {
            work.run();
        } catch (StowageException | RuntimeException | Error e) {
            why = e;
        } finally {
            lanes.ended(why);
        }
    }

    private void work() throws StowageException {
        for (var next = lanes.next(rate); next.isPresent(); next = lanes.next(rate)) {
            Segment segment = next.get();
            try {
                fetch(segment);
            } finally {
                leave(segment);
            }
        }
    }

    private void leave(Segment segment) {
        rate = plan.rate(segment, gear.now());
        lanes.close(segment);
    }

    private boolean wanted(Segment segment) {
        return !lanes.call().stopped() && plan.position(segment) < plan.end(segment);
    }

    private void fetch(Segment segment) throws StowageException {
        while (wanted(segment)) {
            lanes.check();
            ask(segment);
        }
    }

    private void ask(Segment segment) throws StowageException {
        Validators version = gear.stored().header().validators();
        Asked asked = new Asked(
                plan.position(segment), last(segment), true, version.ifRange().isPresent());
        try (Answered answer = gear.source().open(asked, version, lanes.call());
                Subscription closing = lanes.call().onCancel(answer::close)) {
            react(segment, asked, answer);
        }
    }

    /** Only its own piece, unless nobody else could want what follows. */
    private OptionalLong last(Segment segment) {
        long end = lanes.several() ? plan.end(segment) : plan.reach(segment);
        boolean toTheEnd = OptionalLong.of(end).equals(gear.stored().header().total());
        return toTheEnd && !lanes.several() ? OptionalLong.empty() : OptionalLong.of(end - 1);
    }

    private void react(Segment segment, Asked asked, Answered answer) throws StowageException {
        JournalHeader header = gear.stored().header();
        Known known = new Known(gear.stored().good(), header.total(), header.validators());
        RangeAnswer meaning = RangeAnswer.of(asked, known, answer.status(), answer.headers());
        if (meaning instanceof Part part) {
            take(segment, part, answer);
        } else if (meaning instanceof Doubtful doubt && fits(doubt.part(), header)) {
            take(segment, doubt.part(), answer);
        } else if (meaning instanceof RangeAnswer.Busy) {
            lanes.backOff();
            throw busy(answer);
        } else if (!(meaning instanceof Expired && renewed(answer))) {
            lanes.settle();
        }
    }

    private StowageException busy(Answered answer) {
        StowageException busy =
                new StowageException(answer.refusal(gear.settings().clock().instant()));
        answer.where().failed(busy);
        return busy;
    }

    /** Other connections may go on well at the same time, so that this one has to count for itself. */
    private boolean renewed(Answered refused) {
        refusals++;
        return refusals < MOST_REFUSALS && gear.source().renew(refused.where());
    }

    /** Where there has never been a version to go by, a hash will tell. */
    private boolean fits(Part part, JournalHeader header) {
        return gear.job().proved()
                && header.validators().none()
                && part.validators().none();
    }

    private void take(Segment segment, Part part, Answered answer) throws StowageException {
        refusals = 0;
        store(segment, answer, new Incoming(answer.body(), part.end()));
    }

    /** Stores what comes; throws when it is not worth asking for the rest at once. */
    private void store(Segment segment, Answered answer, Incoming body) throws StowageException {
        long before = plan.position(segment);
        @Nullable IOException cause = null;
        boolean whole = false;
        try {
            whole = copy.copy(body, segment, answer);
        } catch (IOException e) {
            cause = e;
        }
        if (!wanted(segment)) {
            return;
        }
        lanes.check();
        boolean fruitless = plan.position(segment) - before < WORTHWHILE;
        if (fruitless || (lanes.alone() && !whole)) {
            throw new StowageException(answer.ended(cause, gear.stored().good(), gear.total()), cause);
        }
    }
}
