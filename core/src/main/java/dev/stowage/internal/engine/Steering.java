package dev.stowage.internal.engine;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.IllegalCommandException;
import dev.stowage.spi.StowageException;

/** A person's word about one download: read, change, save, then stop what is running, which reads again and finds that word. */
final class Steering {
    private final Line line;
    private final Ledger ledger;

    Steering(Line line, Ledger ledger) {
        this.line = line;
        this.ledger = ledger;
    }

    /** A word by which it goes on, here. */
    Download goOn(DownloadId id, Ledger.Verb verb) throws StowageException {
        Download after = change(id, verb);
        line.agenda().want(after);
        line.alarm().nudge();
        return after;
    }

    Download change(DownloadId id, Ledger.Verb verb) throws StowageException {
        boolean[] changed = new boolean[1];
        boolean[] running = new boolean[1];
        try {
            Download after = ledger.change(id, before -> {
                Download next = verb.next(before);
                changed[0] = !next.equals(before);
                running[0] = before.status().carried();
                return next;
            });
            if (changed[0] && running[0]) {
                stopAndLookAgain(id);
            } else if (changed[0]) {
                line.alarm().nudge(); // what has begun since, by this very command, is not to be stopped
            }
            return after;
        } catch (IllegalCommandException e) {
            throw new StowageException(e.problem(), e);
        } catch (StowageException e) {
            stopAndLookAgain(id); // it may be stored, and only the answer was lost
            throw e;
        }
    }

    /** A word that concerns nothing that is running. */
    Download changeQuietly(DownloadId id, Ledger.Verb verb) throws StowageException {
        try {
            return ledger.change(id, verb);
        } catch (IllegalCommandException e) {
            throw new StowageException(e.problem(), e);
        } finally {
            line.alarm().nudge();
        }
    }

    private void stopAndLookAgain(DownloadId id) {
        line.calls().cancel(id);
        line.alarm().nudge();
    }
}
