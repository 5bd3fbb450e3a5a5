package dev.stowage.internal.engine;

import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** The one way into the store: takes the right to change it, stamps, saves by compare-and-set, then tells everybody who has to know. */
final class Ledger {
    private static final int STRIPES = 16;

    private final Ownership ownership;
    private final DownloadStore store;
    private final Agenda agenda;
    private final Clock clock;
    private final ProgressBoard board;
    private final Listeners listeners;
    private final Consumer<Download> afterwards;
    private final Object[] order = new Object[STRIPES];

    /** @param afterwards what else has to happen after each saved change, on the saving thread */
    Ledger(Line line, ProgressBoard board, Listeners listeners, Consumer<Download> afterwards) {
        this.ownership = line.ownership();
        this.store = line.store();
        this.agenda = line.agenda();
        this.clock = line.clock();
        this.board = board;
        this.listeners = listeners;
        this.afterwards = afterwards;
        for (int i = 0; i < STRIPES; i++) {
            order[i] = new Object();
        }
    }

    Download get(DownloadId id) throws StowageException {
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    Optional<Download> find(DownloadId id) throws StowageException {
        return store.find(id);
    }

    void create(Download download) throws StowageException {
        ownership.take();
        synchronized (order(download.id())) {
            store.create(download);
            agenda.saved(download);
            listeners.submitted(download);
        }
        afterwards.accept(download);
    }

    /** Saves if nobody was faster. Saving and queueing the news are one per download, so that listeners hear changes in order. */
    Optional<Download> save(Download before, Download after) throws StowageException {
        ownership.take();
        Download stamped = after.toBuilder()
                .receivedBytes(received(before, after))
                .updatedAt(clock.instant())
                .build();
        synchronized (order(after.id())) {
            if (!stored(stamped)) {
                return Optional.empty();
            }
            agenda.saved(stamped);
            listeners.changed(before, stamped);
        }
        afterwards.accept(stamped);
        return Optional.of(stamped);
    }

    /** Applies a verb until it is saved on the newest value; a verb that changes nothing saves nothing. */
    Download change(DownloadId id, Verb verb) throws StowageException {
        ownership.take();
        while (true) {
            Download before = get(id);
            Download after = verb.next(before);
            if (after.equals(before)) {
                agenda.saved(before);
                return before;
            }
            Optional<Download> saved = save(before, after);
            if (saved.isPresent()) {
                return saved.get();
            }
        }
    }

    void notice(Problem problem, Throwable cause) {
        listeners.noticed(problem, cause);
    }

    private boolean stored(Download stamped) throws StowageException {
        boolean stored = false;
        try {
            stored = store.save(stamped, stamped.reason());
            return stored;
        } finally {
            if (!stored) {
                agenda.uncertain(stamped.id()); // somebody was faster, or only the answer is lost
            }
        }
    }

    private Object order(DownloadId id) {
        return order[Math.floorMod(id.hashCode(), STRIPES)];
    }

    /** The board knows how far an unfinished transfer came; of any other change it knows nothing. */
    private long received(Download before, Download after) {
        boolean unfinished = before.status() == Status.DOWNLOADING && after.status() != Status.VERIFYING;
        return unfinished ? board.goodBytes(after.id()).orElse(after.receivedBytes()) : after.receivedBytes();
    }

    private static StowageException unknown(DownloadId id) {
        return new StowageException(Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.UNKNOWN_ID,
                "find download " + id,
                "there is none of that id",
                "List the downloads to see their ids."));
    }

    /** What becomes of the newest value. */
    interface Verb {
        Download next(Download now) throws StowageException;
    }
}
