package dev.stowage.http;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RedirectTarget;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes are at the moment. Addresses come in generations: one connection asks at a new address and follows its redirects, and all
 * others go straight to where it came out. A generation that has worked, or that was to expire, is renewed once when it is refused, whoever
 * is refused first, and three renewals that bring no byte are enough. Then the next of several origins gets its turn. Where redirects lead
 * to places that answer only once, everybody follows them. Thread-safe.
 */
final class Source {
    private static final int MOST_RENEWALS = 3;
    private static final int MOST_ONE_TIME = 2;

    private final Iterator<Locator> others;
    private final HttpGateway http;
    private final Clock clock;
    private Locator locator;
    private @Nullable FetchTarget target;
    private @Nullable Located present;
    private @Nullable Pioneer pioneer;
    private int generation;
    private int answers;
    private int fruitless;
    private int oneTime;

    /** Takes at least one origin, the best first. */
    Source(List<Locator> origins, HttpGateway http, Clock clock) {
        this.others = origins.iterator();
        this.locator = others.next();
        this.http = http;
        this.clock = clock;
    }

    /**
     * Asks for bytes. Where no answer has come from the present address yet, or it has expired, somebody asks first, and who comes meanwhile
     * waits; close the answer for their sake too.
     *
     * @param known the version that {@code If-Range} names
     */
    Answered open(RangeAnswer.Asked asked, Validators known, Call call) throws StowageException {
        Located where = locate(call);
        boolean answered = false;
        try {
            HttpStream stream = http.open(query(where, asked, known), call);
            Answered answer = new Answered(stream, arrived(where, stream));
            answered = true;
            return answer;
        } catch (StowageException e) {
            where.failed(e);
            throw e;
        } finally {
            if (!answered) {
                where.leave();
            }
        }
    }

    private static HttpQuery query(Located where, RangeAnswer.Asked asked, Validators known) {
        HttpQuery.Builder query = HttpQuery.builder(where.address());
        where.redirect().ifPresent(query::straightTo);
        if (asked.ranged()) {
            if (asked.last().isPresent()) {
                query.range(asked.first(), asked.last().getAsLong());
            } else {
                query.rangeFrom(asked.first());
            }
        }
        if (asked.conditional()) {
            known.ifRange().ifPresent(validator -> query.header("If-Range", validator));
        }
        return query.build();
    }

    private Located locate(Call call) throws StowageException {
        Pioneer self = new Pioneer();
        while (true) {
            Pioneer ahead;
            synchronized (this) {
                forgetLapsed();
                if (present != null) {
                    return present;
                }
                if (pioneer == null || pioneer.isBack()) {
                    pioneer = self;
                }
                ahead = pioneer;
            }
            if (ahead == self) {
                return untried(self, call);
            }
            ahead.await(call);
        }
    }

    private void forgetLapsed() {
        if (present != null && present.lapsed(clock.instant())) {
            present = null;
            target = null;
        }
        if (target != null
                && target.expiresAt().filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            target = null;
        }
    }

    /** The present address of the present origin; asks for one when there is none. */
    private Located untried(Pioneer self, Call call) throws StowageException {
        boolean found = false;
        try {
            FetchTarget at = target(call);
            found = true;
            synchronized (this) {
                return Located.untried(at, generation, self);
            }
        } catch (StowageException e) {
            self.failed(e);
            throw e;
        } finally {
            if (!found) {
                self.back();
            }
        }
    }

    private FetchTarget target(Call call) throws StowageException {
        Locator asking;
        synchronized (this) {
            if (target != null) {
                return target;
            }
            asking = locator;
        }
        FetchTarget fresh = asking.locate(call);
        synchronized (this) {
            target = fresh;
            generation++;
        }
        return fresh;
    }

    /** From now on all go where this answer came from, unless it is a refusal, or not the newest. */
    private synchronized Located arrived(Located from, HttpStream stream) {
        int status = stream.status();
        boolean speaksOfTheFile = status == 200 || status == 206 || status == 412 || status == 416;
        if (!speaksOfTheFile || from.generation() != generation || target == null) {
            return from;
        }
        answers++;
        Optional<RedirectTarget> there = stream.redirectTarget().filter(kept -> oneTime < MOST_ONE_TIME);
        boolean redirectedAnew = from.equals(present) && !from.redirect().equals(there);
        if (present != null && !redirectedAnew) {
            return from;
        }
        present = from.leadingTo(there, clock.instant());
        from.leave();
        return present;
    }

    /** Bytes came that we did not have. From an older address, they say nothing of this one, nor of one that is being asked for. */
    synchronized void progressed(Located from) {
        if (target != null && from.generation() == generation) {
            fruitless = 0;
        }
    }

    /** After a refusal: whether it makes sense to ask again, at a newer address. */
    synchronized boolean renew(Located refused) {
        if (refused.generation() != generation || target == null) {
            return true;
        }
        boolean mayHaveExpired =
                answers > 0 || fruitless > 0 || target.expiresAt().isPresent();
        if (!mayHaveExpired || fruitless >= MOST_RENEWALS) {
            return false;
        }
        fruitless++;
        oneTime = answers == 1 && refused.redirect().isPresent() ? oneTime + 1 : 0;
        forget();
        return true;
    }

    /** After a refusal that no new address cures: turns to the next origin, if there is one. */
    synchronized boolean elsewhere() {
        if (!others.hasNext()) {
            return false;
        }
        locator = others.next();
        fruitless = 0;
        forget();
        return true;
    }

    private void forget() {
        target = null;
        present = null;
        answers = 0;
    }

    /** What the site itself means by an answer; a store that it redirects to speaks for nobody. */
    Optional<Problem> meaning(Answered answer) throws StowageException {
        Origin asked = Origin.of(answer.where().address()).orElse(null);
        HttpReply reply = answer.refusing();
        Locator asking;
        synchronized (this) {
            asking = locator;
        }
        return reply.origin().equals(asked) ? asking.refusal(reply) : Optional.empty();
    }

    /** Whether new addresses were refused too. */
    synchronized boolean renewed() {
        return fruitless > 0;
    }
}
