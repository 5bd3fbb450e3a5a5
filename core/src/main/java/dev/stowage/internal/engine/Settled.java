package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;

/**
 * A step that may end with what is there already, which is settled then before it is saved.
 *
 * @param step the step itself
 * @param reuse settles it
 */
record Settled(Step step, Reuse reuse) implements Step {
    @Override
    public Download perform(Download download, Call call) throws StowageException {
        return reuse.settled(step.perform(download, call));
    }
}
