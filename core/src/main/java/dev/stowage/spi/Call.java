package dev.stowage.spi;

import dev.stowage.model.UserId;
import java.util.Optional;

/**
 * Who asks, and whether it is still wanted. Passed to every call that may take time. Thread-safe.
 *
 * @since 0.1
 */
public interface Call {
    /** On whose behalf; decides which tokens are used. */
    UserId user();

    /** Short text that joins log lines, events and audit rows of one job; for a download its id. */
    String correlation();

    /**
     * The id of the source for which something is asked, when it is for one; decides whose token is shown where several sources share an
     * origin. A call that wraps another one passes it on.
     */
    default Optional<String> source() {
        return Optional.empty();
    }

    /**
     * Returns while the call is wanted and its deadline has not passed. Cheap: call it between buffers.
     *
     * @throws CancelledException when it is not wanted any more
     */
    void check() throws CancelledException;

    /**
     * Runs the action once, on the canceller's thread, when the call is cancelled (at once if it already is); close to forget it. The
     * action must not block: closing a socket is what it is for.
     */
    Subscription onCancel(Runnable action);
}
