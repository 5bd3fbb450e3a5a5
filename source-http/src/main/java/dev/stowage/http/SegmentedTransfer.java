package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.stowage.http.RangeAnswer.Asked;
import dev.stowage.http.RangeAnswer.Known;
import dev.stowage.http.RangeAnswer.Part;
import dev.stowage.http.RangeAnswer.Whole;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import dev.stowage.spi.TransferResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One run of a transfer, from the first missing byte to the last. Whatever is not plain is settled here, over one connection: one answer at
 * a time, while nobody else fetches. Plain parts come over as many connections as are worth it.
 */
final class SegmentedTransfer {
    private static final int MOST_RESTARTS = 3;
    private static final int MOST_LIES = 2;
    private static final int MOST_UNSETTLED = 3;
    private static final int MOST_FRUITLESS = 8;
    private static final long NOWHERE = -1;

    private final Gear gear;
    private final Job job;
    private final Source source;
    private final Stored stored;
    private final Admission admission;
    private final Clock clock;
    private final Ramp ramp;
    private Telling telling = Telling.ofNobody();
    private boolean wholeOnly;
    private boolean unconditional;
    private OptionalLong doubtful = OptionalLong.empty();
    private long vouchedAt = NOWHERE;
    private long farthest;
    private int lies;
    private int restarts;
    private int unsettled;
    private int fruitless;
    private long refetched;

    SegmentedTransfer(Gear gear) {
        this.gear = gear;
        this.job = gear.job();
        this.source = gear.source();
        this.stored = gear.stored();
        this.admission = gear.admission();
        this.clock = gear.settings().clock();
        this.ramp =
                new Ramp(gear.settings().connections(), gear.settings().rhythm().growth());
        this.farthest = stored.good();
    }

    TransferResult run() throws StowageException {
        try {
            while (!stored.complete()) {
                job.check();
                if (doubtful.isPresent()) {
                    look(doubtful.getAsLong());
                } else {
                    ask();
                }
            }
            job.progress().started(stored);
            stored.secure();
        } catch (StowageException e) {
            StowageException told = telling.reworded(e);
            secureAfter(told);
            throw told;
        }
        job.progress().paused(stored);
        Optional<String> version = stored.header().validators().strongest();
        return new TransferResult(stored.good(), refetched, stored.header().name(), version);
    }

    private void secureAfter(StowageException failure) {
        try {
            stored.secure();
        } catch (StowageException e) {
            failure.addSuppressed(e);
        }
    }

    private void ask() throws StowageException {
        Asked asked = next();
        try (Answered answer = source.open(asked, stored.header().validators(), job.call());
                Subscription closing = job.call().onCancel(answer::close)) {
            telling = answer.telling();
            react(asked, answer);
        }
    }

    /** The first stretch that is missing, and no more. */
    private Asked next() {
        JournalHeader header = stored.header();
        boolean more = stored.good() > 0;
        boolean conditional =
                more && !unconditional && header.validators().ifRange().isPresent();
        Range<Long> gap = stored.missing(header.total().orElse(Long.MAX_VALUE))
                .asRanges()
                .iterator()
                .next();
        return new Asked(gap.lowerEndpoint(), last(gap), more || !wholeOnly, conditional);
    }

    /** To the end; but nothing is known yet of a file of which there is no byte: a small piece proves ranges, and tells length and version. */
    private OptionalLong last(Range<Long> gap) {
        long first = gear.settings().sizes().first();
        if (stored.good() == 0 && !wholeOnly && first < gap.upperEndpoint()) {
            return OptionalLong.of(first - 1);
        }
        OptionalLong total = stored.header().total();
        boolean toTheEnd = total.isEmpty() || total.getAsLong() == gap.upperEndpoint();
        return toTheEnd ? OptionalLong.empty() : OptionalLong.of(gap.upperEndpoint() - 1);
    }

    private void react(Asked asked, Answered answer) throws StowageException {
        JournalHeader header = stored.header();
        Known known = new Known(stored.good(), header.total(), header.validators());
        RangeAnswer meaning = RangeAnswer.of(asked, known, answer.status(), answer.headers());
        if (meaning instanceof Part part) {
            take(part, stored.good() > 0 ? header.validators() : part.validators(), answer);
        } else if (meaning instanceof RangeAnswer.Doubtful doubt) {
            doubt(doubt.part(), answer);
        } else if (meaning instanceof Whole whole) {
            whole(asked, whole, answer);
        } else if (meaning instanceof RangeAnswer.Complete told) {
            stored.complete(told.total());
        } else if (meaning instanceof RangeAnswer.Changed) {
            restart(telling.changed());
        } else if (meaning instanceof RangeAnswer.Lie) {
            lied(asked);
        } else {
            refused(asked, meaning, answer);
        }
    }

    private void take(Part part, Validators version, Answered answer) throws StowageException {
        admit(OptionalLong.of(part.total()), version, answer);
        boolean single = unsettled >= MOST_UNSETTLED || (version.none() && !job.proved());
        fetch(answer, new Incoming(answer.body(), part.end()), single ? alone() : ramp);
    }

    private Ramp alone() {
        return new Ramp(1, gear.settings().rhythm().growth());
    }

    private void fetch(Answered answer, Incoming body, Ramp connections) throws StowageException {
        long before = stored.good();
        RangeSet<Long> missing = stored.missing(stored.header().total().orElse(body.end()));
        try (Lanes lanes =
                new Lanes(gear, new SegmentPlan(missing, gear.settings().sizes()), connections)) {
            lanes.run(answer, body);
            refetched += lanes.dropped();
            lanes.rethrow();
            if (lanes.unsettled()) {
                unsettled++;
            }
            if (!stored.complete() && lanes.failure().isPresent()) {
                broke(lanes.failure().get());
            }
        }
        fruitless = stored.good() > before ? 0 : fruitless + 1;
        if (fruitless > MOST_FRUITLESS) {
            throw broken(answer, null);
        }
    }

    /** Stores a body that does not say how long it is, and says so when its end has come. */
    private void fetchToTheEnd(Answered answer, InputStream body) throws StowageException {
        long most = admission.most();
        SegmentPlan plan =
                new SegmentPlan(stored.missing(most + 1), gear.settings().sizes());
        try (Lanes lanes = new Lanes(gear, plan, alone())) {
            if (lanes.runToTheEnd(answer, new Incoming(body, most + 1))) {
                stored.restart();
                throw new StowageException(telling.endless(most));
            }
        } catch (IOException e) {
            broke(broken(answer, e));
            return;
        }
        if (stored.good() < admission.announced().orElse(0)) {
            broke(broken(answer, null));
        } else if (stored.good() == 0) {
            throw new StowageException(telling.empty());
        } else {
            stored.complete(stored.good());
        }
    }

    private StowageException broken(Answered answer, @Nullable IOException cause) {
        return new StowageException(answer.ended(cause, stored.good(), gear.total()), cause);
    }

    /** Throws when too few bytes came to ask for the rest at once. */
    private void broke(StowageException failure) throws StowageException {
        job.check();
        if (stored.good() < farthest + Lane.WORTHWHILE) {
            throw failure;
        }
        farthest = stored.good();
    }

    /**
     * The size fits, the version is another one or unknown. With a published hash, or if there never was a version to go by, a look at the
     * bytes decides; then it is asked again, because an answer that is held open meanwhile takes a place that the look may need.
     */
    private void doubt(Part part, Answered answer) throws StowageException {
        if (vouchedAt == stored.good()) {
            take(part, part.validators(), answer);
        } else if (job.proved() || stored.header().validators().none()) {
            doubtful = OptionalLong.of(part.total());
        } else {
            restart(telling.changed());
        }
    }

    private void look(long total) throws StowageException {
        doubtful = OptionalLong.empty();
        Probe probe = new Probe(job, source, stored.part(), clock);
        boolean same = probe.same(stored.have(), total);
        refetched += probe.fetched();
        if (same) {
            vouchedAt = stored.good();
        } else {
            restart(telling.changed());
        }
    }

    private void whole(Asked asked, Whole whole, Answered answer) throws StowageException {
        if (asked.conditional() && (whole.same() || job.proved())) {
            unconditional = true;
            return;
        }
        InputStream body = stored.good() > 0 ? instead(whole, answer) : answer.body();
        admit(whole.length(), whole.validators(), answer);
        if (whole.length().isPresent()) {
            fetch(answer, new Incoming(body, whole.length().getAsLong()), alone());
        } else {
            fetchToTheEnd(answer, body);
        }
    }

    /** Gives up what is stored for a body from the beginning, when that is worth it. */
    private InputStream instead(Whole whole, Answered answer) throws StowageException {
        if (whole.length().isPresent()) {
            admission.check(whole.length().getAsLong(), stored.good(), telling);
        }
        InputStream body = judged(answer);
        boolean another = !stored.header().validators().none() && !whole.same();
        restart(another ? telling.changed() : telling.noRanges());
        return body;
    }

    private InputStream judged(Answered answer) throws StowageException {
        try {
            return answer.judged();
        } catch (IOException e) {
            job.check();
            throw broken(answer, e);
        }
    }

    private void admit(OptionalLong total, Validators version, Answered answer) throws StowageException {
        if (total.isPresent()) {
            admission.check(total.getAsLong(), stored.good(), telling);
        }
        JournalHeader header = stored.header().withVersion(total, version);
        stored.describe(header.withName(answer.suggestedName().or(header::name)));
        job.progress().started(stored);
    }

    private void restart(Problem why) throws StowageException {
        restarts++;
        if (restarts > MOST_RESTARTS) {
            throw new StowageException(why);
        }
        refetched += stored.good();
        unconditional = false;
        vouchedAt = NOWHERE;
        job.progress().rewound(why);
        stored.restart();
    }

    private void lied(Asked asked) throws StowageException {
        lies++;
        if (!asked.ranged()) {
            throw new StowageException(telling.rangeLie());
        }
        if (stored.good() == 0) {
            wholeOnly = true;
        } else if (lies >= MOST_LIES) {
            wholeOnly = true;
            restart(telling.rangeLie());
        }
    }

    private void refused(Asked asked, RangeAnswer meaning, Answered answer) throws StowageException {
        if (meaning instanceof RangeAnswer.Empty) {
            throw new StowageException(admission.ofNothing(telling));
        }
        if (meaning instanceof RangeAnswer.Encoded) {
            packed(asked);
            return;
        }
        boolean again = meaning instanceof RangeAnswer.Expired && source.renew(answer.where());
        boolean lapsed = source.renewed() && (answer.status() == 400 || answer.status() == 403);
        boolean hopeless = !again && !(meaning instanceof RangeAnswer.Busy);
        if (!again && !(hopeless && source.elsewhere())) {
            Problem usual = lapsed ? telling.linkExpired() : answer.refusal(clock.instant());
            throw new StowageException(
                    source.meaning(answer).map(telling::reworded).orElse(usual));
        }
    }

    /** Some hosts pack parts only. */
    private void packed(Asked asked) throws StowageException {
        if (!asked.ranged() || stored.good() > 0) {
            throw new StowageException(telling.encoded());
        }
        wholeOnly = true;
    }
}
