package dev.stowage.spi;

import dev.stowage.model.Origin;
import java.io.InputStream;
import java.util.Optional;

/**
 * An open answer. One thread reads; {@code close} may come from any thread, ends a blocked read, and drains nothing.
 *
 * @since 0.1
 */
public interface HttpStream extends AutoCloseable {
    /** The status of the last answer, never a followed redirect. */
    int status();

    HttpHeaders headers();

    /** Who answered in the end. */
    Origin origin();

    /** Whether the user's token was shown to who answered in the end; a gateway that does not tell says no. */
    default boolean tokenShown() {
        return false;
    }

    /**
     * Where redirects led; empty when the address itself has answered, and from a gateway that does not tell. Remains valid after the
     * answer is closed.
     *
     * @see HttpQuery.Builder#straightTo
     */
    default Optional<RedirectTarget> redirectTarget() {
        return Optional.empty();
    }

    /**
     * The body, not decoded. A read fails with an {@link java.io.IOException} when the connection ends before the announced length or the
     * last chunk; a body that has neither ends like a complete one.
     */
    InputStream body();

    @Override
    void close();
}
