package dev.stowage.http;

import dev.stowage.model.FetchTarget;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.Locator;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes are at the moment. Addresses come in generations: one that has worked, or that was to expire, is renewed once when it is
 * refused, and three renewals that bring no byte are enough. Then the next of several origins gets its turn.
 */
final class Source {
    private static final int MOST_RENEWALS = 3;

    private final Iterator<Locator> others;
    private final HttpGateway http;
    private final Clock clock;
    private final Call call;
    private Locator locator;
    private @Nullable FetchTarget target;
    private boolean served;
    private int fruitless;

    /** Takes at least one origin, the best first. */
    Source(List<Locator> origins, HttpGateway http, Clock clock, Call call) {
        this.others = origins.iterator();
        this.locator = others.next();
        this.http = http;
        this.clock = clock;
        this.call = call;
    }

    /** The address of this generation; asks for one when there is none. */
    URI address() throws StowageException {
        return located().address();
    }

    /** Asks for bytes; {@code known} is the version that {@code If-Range} names. */
    HttpStream open(RangeAnswer.Asked asked, Validators known) throws StowageException {
        if (target != null
                && target.expiresAt().filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            target = null;
        }
        HttpQuery.Builder query = HttpQuery.builder(located().address());
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
    void served() {
        served = true;
    }

    /** Bytes came that we did not have. */
    void progressed() {
        fruitless = 0;
    }

    /** After a refusal: whether it makes sense to ask again, at a new address. */
    boolean renew() throws StowageException {
        boolean mayHaveExpired =
                served || fruitless > 0 || located().expiresAt().isPresent();
        if (!mayHaveExpired || fruitless >= MOST_RENEWALS) {
            return false;
        }
        fruitless++;
        served = false;
        target = null;
        return true;
    }

    /** After a refusal that no new address cures: turns to the next origin, if there is one. */
    boolean elsewhere() {
        if (!others.hasNext()) {
            return false;
        }
        locator = others.next();
        target = null;
        served = false;
        fruitless = 0;
        return true;
    }

    /** Whether new addresses were refused too. */
    boolean renewed() {
        return fruitless > 0;
    }

    private FetchTarget located() throws StowageException {
        if (target == null) {
            target = locator.locate(call);
        }
        return target;
    }
}
