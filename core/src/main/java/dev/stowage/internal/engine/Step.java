package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;

/** One stretch of the way. Never returns its own input: the runner would spin. Safe to do again after a crash. */
interface Step {
    Download perform(Download download, Call call) throws StowageException;
}
