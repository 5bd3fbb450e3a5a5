package dev.stowage.api;

import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.util.List;

/**
 * How {@link StowageBuilder} reaches the engine without knowing it, so that this package depends on nothing internal. Core brings the one
 * implementation; not to be implemented elsewhere.
 *
 * @since 0.1
 */
public interface Assembly {
    /**
     * Creates everything, starts nothing.
     *
     * @throws StowageException whose {@link Problem} names every problem found
     */
    Running assemble(Wiring wiring) throws StowageException;

    /**
     * What {@link Stowage} hands out.
     *
     * @since 0.1
     */
    interface Running extends AutoCloseable {
        void start() throws StowageException;

        Downloads downloads();

        Library library();

        Tokens tokens();

        Workers workers();

        Rules rules();

        Previews previews();

        List<ProviderReport> providers();

        Subscription listen(StowageListener listener);

        @Override
        void close();
    }
}
