package dev.stowage.http;

import dev.stowage.http.RangeAnswer.Asked;
import dev.stowage.http.RangeAnswer.Known;
import dev.stowage.http.RangeAnswer.Part;
import dev.stowage.http.RangeAnswer.Whole;
import dev.stowage.model.FileName;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import dev.stowage.spi.TransferResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One run of a transfer over one connection at a time, from the first missing byte to the last. */
final class SingleStream {
    private static final int MOST_RESTARTS = 3;
    private static final int MOST_LIES = 2;

    /** A broken connection that brought so much more than all before it is worth another one at once. */
    private static final long WORTHWHILE = 64 << 10;

    private final Job job;
    private final Source source;
    private final Stored stored;
    private final Admission admission;
    private final BodyCopy copy;
    private final Clock clock;
    private Telling telling;
    private boolean started;
    private boolean wholeOnly;
    private boolean unconditional;
    private int lies;
    private int restarts;
    private long refetched;
    private long farthest;

    SingleStream(Job job, Source source, Stored stored, Settings settings) throws StowageException {
        this.job = job;
        this.source = source;
        this.stored = stored;
        this.admission = new Admission(job, settings.largest());
        this.copy = new BodyCopy(job, stored, settings.rhythm());
        this.clock = settings.clock();
        this.farthest = stored.good();
        this.telling = Telling.of(source.address());
    }

    /**
     * What a run finds around it.
     *
     * @param largest the most bytes that a file may have
     */
    record Settings(Clock clock, Rhythm rhythm, long largest) {}

    TransferResult run() throws StowageException {
        try {
            while (!complete()) {
                ask();
            }
            start();
            stored.secure();
        } catch (StowageException e) {
            StowageException told = telling.reworded(e);
            secureAfter(told);
            throw told;
        }
        long total = stored.good();
        job.listener().received(total, 0);
        Optional<String> version = stored.header().validators().strongest();
        return new TransferResult(total, refetched, stored.header().name(), version);
    }

    private void secureAfter(StowageException failure) {
        try {
            stored.secure();
        } catch (StowageException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean complete() {
        OptionalLong total = stored.header().total();
        return total.isPresent() && stored.good() == total.getAsLong();
    }

    private void ask() throws StowageException {
        job.call().check();
        JournalHeader header = stored.header();
        boolean conditional = stored.good() > 0
                && !unconditional
                && header.validators().ifRange().isPresent();
        boolean ranged = stored.good() > 0 || !wholeOnly;
        Asked asked = new Asked(stored.good(), OptionalLong.empty(), ranged, conditional);
        HttpStream stream = source.open(asked, header.validators());
        try (stream;
                Subscription closing = job.call().onCancel(stream::close)) {
            telling = Telling.of(source.address(), stream.origin());
            Known known = new Known(stored.good(), header.total(), header.validators());
            react(asked, RangeAnswer.of(asked, known, stream.status(), stream.headers()), stream);
        }
    }

    private void react(Asked asked, RangeAnswer answer, HttpStream stream) throws StowageException {
        if (answer instanceof Part part) {
            Validators version = stored.good() > 0 ? stored.header().validators() : part.validators();
            take(part, version, stream);
        } else if (answer instanceof RangeAnswer.Doubtful doubtful) {
            doubt(doubtful.part(), stream);
        } else if (answer instanceof Whole whole) {
            whole(asked, whole, stream);
        } else if (answer instanceof RangeAnswer.Complete told) {
            stored.describe(stored.header()
                    .withVersion(OptionalLong.of(told.total()), stored.header().validators()));
        } else if (answer instanceof RangeAnswer.Changed) {
            restart(telling.changed());
        } else if (answer instanceof RangeAnswer.Lie) {
            lied(asked);
        } else {
            refused(asked, answer, stream);
        }
    }

    private void take(Part part, Validators version, HttpStream stream) throws StowageException {
        admit(OptionalLong.of(part.total()), version, stream.headers());
        store(stream, part.end() - part.first());
    }

    /** The size fits, the version is another one or unknown. With a published hash, or while we have not let go of it, a look decides. */
    private void doubt(Part part, HttpStream stream) throws StowageException {
        boolean worthALook = job.proved() || stored.header().validators().none();
        Probe probe = new Probe(job, source, stored.part(), clock);
        boolean same = worthALook && probe.same(stored.good(), part.total());
        refetched += probe.fetched();
        if (same) {
            take(part, part.validators(), stream);
        } else {
            restart(telling.changed());
        }
    }

    private void whole(Asked asked, Whole whole, HttpStream stream) throws StowageException {
        if (asked.conditional() && (whole.same() || job.proved())) {
            unconditional = true;
            return;
        }
        if (stored.good() > 0) {
            boolean known = !stored.header().validators().none();
            restart(known && !whole.same() ? telling.changed() : telling.noRanges());
        }
        admit(whole.length(), whole.validators(), stream.headers());
        if (whole.length().isPresent()) {
            store(stream, whole.length().getAsLong());
        } else {
            storeToTheEnd(stream);
        }
    }

    private void admit(OptionalLong total, Validators version, HttpHeaders headers) throws StowageException {
        if (total.isPresent()) {
            admission.check(total.getAsLong(), stored.good(), telling);
        }
        Optional<String> name = ContentDisposition.candidates(headers.all("Content-Disposition")).stream()
                .filter(candidate -> FileName.fromUntrusted(candidate).isPresent())
                .findFirst();
        JournalHeader header = stored.header().withVersion(total, version);
        stored.describe(header.withName(name.or(header::name)));
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

    private void store(HttpStream stream, long count) throws StowageException {
        try {
            if (!copied(stream, count)) {
                broke(telling.truncated(stored.good(), total()), null);
            }
        } catch (IOException e) {
            job.call().check();
            broke(telling.broken(e, stored.good(), total()), e);
        }
    }

    private void storeToTheEnd(HttpStream stream) throws StowageException {
        long most = admission.most();
        try {
            if (copied(stream, most + 1)) {
                stored.restart();
                throw new StowageException(telling.endless(most));
            }
        } catch (IOException e) {
            job.call().check();
            broke(telling.broken(e, stored.good(), total()), e);
            return;
        }
        long good = stored.good();
        if (good < admission.announced().orElse(0)) {
            broke(telling.truncated(good, total()), null);
            return;
        }
        if (good == 0) {
            throw new StowageException(telling.empty());
        }
        stored.describe(stored.header()
                .withVersion(OptionalLong.of(good), stored.header().validators()));
    }

    private boolean copied(HttpStream stream, long count) throws IOException, StowageException {
        long before = stored.good();
        try {
            return copy.copy(stream.body(), count, (bytes, length) -> judge(stream.headers(), bytes, length));
        } finally {
            if (stored.good() > before) {
                source.progressed();
            }
        }
    }

    private void judge(HttpHeaders headers, byte[] bytes, int length) throws StowageException {
        String extension = extension(stored.header().name());
        Optional<Impostor> impostor = Impostor.of(headers, extension, bytes, length);
        if (impostor.isPresent()) {
            throw new StowageException(telling.impostor(impostor.get(), bytes, length));
        }
    }

    private String extension(Optional<String> suggested) throws StowageException {
        Optional<FileName> name = suggested.flatMap(FileName::fromUntrusted);
        return name.isPresent() ? name.get().extension() : Telling.extension(source.address());
    }

    /** Goes on at once when the connection was worth it; else lets the caller wait. */
    private void broke(Problem problem, @Nullable IOException cause) throws StowageException {
        if (stored.good() < farthest + WORTHWHILE) {
            throw new StowageException(problem, cause);
        }
        farthest = stored.good();
    }

    private void restart(Problem why) throws StowageException {
        restarts++;
        if (restarts > MOST_RESTARTS) {
            throw new StowageException(why);
        }
        refetched += stored.good();
        unconditional = false;
        stored.restart();
        if (started) {
            job.listener().rewound(0, why);
        }
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

    private void refused(Asked asked, RangeAnswer answer, HttpStream stream) throws StowageException {
        if (answer instanceof RangeAnswer.Empty) {
            admission.check(0, 0, telling);
        }
        if (answer instanceof RangeAnswer.Encoded) {
            if (!asked.ranged() || stored.good() > 0) {
                throw new StowageException(telling.encoded());
            }
            wholeOnly = true;
            return;
        }
        if (answer instanceof RangeAnswer.Expired && source.renew()) {
            return;
        }
        int status = stream.status();
        Problem problem = StatusProblems.of(status, stream.headers(), stream.origin(), clock.instant());
        boolean lapsed = source.renewed() && (status == 400 || status == 403);
        throw new StowageException(lapsed ? telling.linkExpired() : telling.reworded(problem));
    }

    private String total() {
        OptionalLong total = stored.header().total();
        return total.isPresent() ? Long.toString(total.getAsLong()) : "an unknown number of";
    }
}
