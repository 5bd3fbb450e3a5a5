package dev.stowage.spi;

import dev.stowage.model.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the redirects of an address led, as the gateway knows it: it may be signed, so that nobody else sees more of it than this. For
 * further requests of the same transfer; in memory only. Immutable.
 *
 * @since 0.1
 */
public interface RedirectTarget {
    /** Who is there. */
    Origin origin();

    /** When the address stops working, as far as it says so itself; by the clock of whoever signed it. */
    Optional<Instant> expiresAt();
}
