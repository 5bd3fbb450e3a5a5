package dev.stowage.http;

import dev.stowage.model.FetchTarget;
import dev.stowage.spi.RedirectTarget;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An address that is asked, and where its redirects lead once that is known.
 *
 * @param target as the source gave it
 * @param generation when that was, to tell it from later ones
 * @param redirect where its redirects lead; empty when it has none, or nobody knows yet
 * @param lapses when the end of the redirects is not to be asked any more
 * @param pioneer who asked first
 */
record Located(
        FetchTarget target,
        int generation,
        Optional<RedirectTarget> redirect,
        Optional<Instant> lapses,
        Pioneer pioneer) {
    /** A request takes a while to arrive, and clocks differ. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int MARGIN_SHARE = 4;

    /** An address that nobody has asked yet. */
    static Located untried(FetchTarget target, int generation, Pioneer pioneer) {
        return new Located(target, generation, Optional.empty(), Optional.empty(), pioneer);
    }

    /** The same address; its redirects led there a moment ago. An expiry that had passed by then is none. */
    Located leadingTo(Optional<RedirectTarget> there, Instant now) {
        Optional<Instant> end = there.flatMap(RedirectTarget::expiresAt)
                .filter(now::isBefore)
                .map(at -> at.minus(margin(Duration.between(now, at))));
        return new Located(target, generation, there, end, pioneer);
    }

    private static Duration margin(Duration left) {
        Duration share = left.dividedBy(MARGIN_SHARE);
        return share.compareTo(MARGIN) < 0 ? share : MARGIN;
    }

    /** The source's own address; a store that it redirects to gives a file no name. */
    URI address() {
        return target.address();
    }

    /** Whether one of the two addresses has lapsed, or is about to. */
    boolean lapsed(Instant now) {
        return lapsed(target.expiresAt(), now) || lapsed(lapses, now);
    }

    private static boolean lapsed(Optional<Instant> end, Instant now) {
        return end.isPresent() && !end.get().isAfter(now);
    }

    /** Who waits for this one's answer may try. */
    void leave() {
        pioneer.back();
    }

    /** Who waits for this one's answer gets the same. */
    void failed(StowageException why) {
        pioneer.failed(why);
    }
}
