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
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes are at the moment. Addresses come in generations: one that has worked, or that was to expire, is renewed once when it is
 * refused, whoever is refused first, and three renewals that bring no byte are enough. Then the next of several origins gets its turn.
 * Thread-safe.
 */
final class Source {
    private static final int MOST_RENEWALS = 3;

    private final Iterator<Locator> others;
    private final HttpGateway http;
    private final Clock clock;
    private Locator locator;
    private @Nullable FetchTarget target;
    private int generation;
    private boolean served;
    private int fruitless;

    /**
     * An address that was asked.
     *
     * @param generation when it was located, to tell it from later ones
     */
    record Located(FetchTarget target, int generation) {
        URI address() {
            return target.address();
        }
    }

    /** Takes at least one origin, the best first. */
    Source(List<Locator> origins, HttpGateway http, Clock clock) {
        this.others = origins.iterator();
        this.locator = others.next();
        this.http = http;
        this.clock = clock;
    }

    /** The present address; asks for one when there is none, or when it has expired. Whoever comes meanwhile waits for the same one. */
    synchronized Located locate(Call call) throws StowageException {
        if (target != null
                && target.expiresAt().filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            target = null;
        }
        if (target == null) {
            target = locator.locate(call);
            generation++;
        }
        return new Located(target, generation);
    }

    /** Asks for bytes; {@code known} is the version that {@code If-Range} names. */
    HttpStream open(Located where, RangeAnswer.Asked asked, Validators known, Call call) throws StowageException {
        HttpQuery.Builder query = HttpQuery.builder(where.address());
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
        return http.open(query.build(), call);
    }

    /** This generation works. */
    synchronized void served(Located where) {
        served |= where.generation() == generation;
    }

    /** Bytes came that we did not have. From an older address, they say nothing of this one. */
    synchronized void progressed(Located from) {
        if (from.generation() == generation) {
            fruitless = 0;
        }
    }

    /** After a refusal: whether it makes sense to ask again, at a newer address. */
    synchronized boolean renew(Located refused) {
        if (refused.generation() != generation || target == null) {
            return true;
        }
        boolean mayHaveExpired = served || fruitless > 0 || target.expiresAt().isPresent();
        if (!mayHaveExpired || fruitless >= MOST_RENEWALS) {
            return false;
        }
        fruitless++;
        served = false;
        target = null;
        return true;
    }

    /** After a refusal that no new address cures: turns to the next origin, if there is one. */
    synchronized boolean elsewhere() {
        if (!others.hasNext()) {
            return false;
        }
        locator = others.next();
        target = null;
        served = false;
        fruitless = 0;
        return true;
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
