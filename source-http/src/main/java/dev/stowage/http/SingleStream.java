package dev.stowage.http;

import dev.stowage.http.RangeAnswer.Asked;
import dev.stowage.http.RangeAnswer.Known;
import dev.stowage.http.RangeAnswer.Part;
import dev.stowage.http.RangeAnswer.Whole;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import dev.stowage.spi.TransferResult;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of a transfer over one connection at a time, from the first missing byte to the last. */
final class SingleStream {
    private static final int MOST_RESTARTS = 3;
    private static final int MOST_LIES = 2;
    private static final long NOWHERE = -1;

    private final Job job;
    private final Source source;
    private final Stored stored;
    private final Admission admission;
    private final Bodies bodies;
    private final Clock clock;
    private Telling telling = Telling.ofNobody();
    private boolean started;
    private boolean wholeOnly;
    private boolean unconditional;
    private OptionalLong doubtful = OptionalLong.empty();
    private long vouchedAt = NOWHERE;
    private int lies;
    private int restarts;
    private long refetched;

    /**
     * What a run finds around it.
     *
     * @param largest the most bytes that a file may have
     */
    record Settings(Clock clock, Rhythm rhythm, long largest) {}

    SingleStream(Job job, Source source, Stored stored, Settings settings) {
        this.job = job;
        this.source = source;
        this.stored = stored;
        this.admission = new Admission(job, settings.largest());
        this.bodies = new Bodies(job, source, stored, settings.rhythm());
        this.clock = settings.clock();
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
            start();
            stored.secure();
        } catch (StowageException e) {
            StowageException told = telling.reworded(e);
            secureAfter(told);
            throw told;
        }
        job.listener().received(stored.good(), 0);
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
        telling = Telling.of(source.address());
        Validators version = stored.header().validators();
        boolean more = stored.good() > 0;
        boolean conditional = more && !unconditional && version.ifRange().isPresent();
        Asked asked = new Asked(stored.good(), OptionalLong.empty(), more || !wholeOnly, conditional);
        HttpStream stream = source.open(asked, version);
        try (stream;
                Subscription closing = job.onCancel(stream::close)) {
            Answered answer = new Answered(stream, source.address());
            telling = answer.telling();
            react(asked, answer);
        }
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
        bodies.store(answer, answer.body(), part.end() - part.first());
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
        boolean same = probe.same(stored.good(), total);
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
            bodies.store(answer, body, whole.length().getAsLong());
        } else {
            bodies.storeToTheEnd(answer, body, admission);
        }
    }

    /** Gives up what is stored for a body from the beginning, when that is worth it. */
    private InputStream instead(Whole whole, Answered answer) throws StowageException {
        if (whole.length().isPresent()) {
            admission.check(whole.length().getAsLong(), stored.good(), telling);
        }
        InputStream body = bodies.judged(answer);
        boolean another = !stored.header().validators().none() && !whole.same();
        restart(another ? telling.changed() : telling.noRanges());
        return body;
    }

    private void admit(OptionalLong total, Validators version, Answered answer) throws StowageException {
        if (total.isPresent()) {
            admission.check(total.getAsLong(), stored.good(), telling);
        }
        JournalHeader header = stored.header().withVersion(total, version);
        stored.describe(header.withName(answer.suggestedName().or(header::name)));
        source.served();
        start();
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        job.listener().started(stored.good(), stored.header().total());
        if (stored.good() > 0) {
            job.listener().contiguous(stored.good());
        }
    }

    private void restart(Problem why) throws StowageException {
        restarts++;
        if (restarts > MOST_RESTARTS) {
            throw new StowageException(why);
        }
        refetched += stored.good();
        unconditional = false;
        vouchedAt = NOWHERE;
        if (started) {
            // Told first: whoever reads along must not meet a file that was cut.
            job.listener().rewound(0, why);
        }
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
        boolean again = meaning instanceof RangeAnswer.Expired && source.renew();
        boolean lapsed = source.renewed() && (answer.status() == 400 || answer.status() == 403);
        boolean hopeless = !again && !(meaning instanceof RangeAnswer.Busy);
        if (!again && !(hopeless && source.elsewhere())) {
            throw new StowageException(lapsed ? telling.linkExpired() : answer.refusal(clock.instant()));
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
