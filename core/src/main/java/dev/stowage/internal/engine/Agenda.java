package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Which downloads the queue works on. */
interface Agenda {
    /** Those in this status that may run at this time, by priority, then age. */
    List<Download> due(Status status, Instant now, int limit) throws StowageException;

    /** Tells once, after a start, of all that wait for a time or a token. */
    void recall(Consumer<Download> waiting) throws StowageException;

    /** Somebody wants this one and the other files of its reference to be worked on. */
    void want(Download download) throws StowageException;

    /** It is stored like this. */
    void saved(Download download);

    /** How it is stored has to be read again. */
    void uncertain(DownloadId id);
}
