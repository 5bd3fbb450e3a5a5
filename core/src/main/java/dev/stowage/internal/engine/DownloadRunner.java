package dev.stowage.internal.engine;

import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.util.Map;
import java.util.Optional;

/** Carries a download as far as it can go now. Any number may run; each download has at most one here. */
final class DownloadRunner {
    private final Map<Status, Step> steps;
    private final Ledger ledger;
    private final RetryPlan retryPlan;

    DownloadRunner(Map<Status, Step> steps, Ledger ledger, RetryPlan retryPlan) {
        this.steps = Map.copyOf(steps);
        this.ledger = ledger;
        this.retryPlan = retryPlan;
    }

    /** @throws StowageException when the store gives up; the download stays as it was last saved, and is carried again later */
    void run(DownloadId id, LiveCall call) throws StowageException {
        Download download = ledger.get(id);
        while (download.status().carried() && !retryPlan.tooEarly(download)) {
            if (download.status() != Status.DOWNLOADING) {
                call.releaseSlot();
            }
            Download next = call.cancelled() ? download.interrupted() : advance(download, call);
            if (next.equals(download)) {
                return; // interrupted in a status that is simply run again
            }
            download = save(download, next);
        }
        hold(download);
    }

    /** Who is to wait does so before a slot is taken. */
    private void hold(Download download) throws StowageException {
        Download held = download.held();
        if (!held.equals(download)) {
            save(download, held);
        }
    }

    private Download advance(Download download, LiveCall call) {
        try {
            return step(download.status()).perform(download, call);
        } catch (CancelledException e) {
            boolean asked = call.cancelled() || Thread.interrupted();
            return asked ? download.interrupted() : retryPlan.after(download, gaveUp(download));
        } catch (StowageException e) {
            return retryPlan.after(download, e.problem());
        } catch (PluginDefectException e) {
            return retryPlan.after(download, e.problem());
        } catch (RuntimeException | Error e) {
            ledger.notice(Problem.defect("go on with " + download.label(), e), e);
            return retryPlan.after(download, Problem.defect("go on with " + download.label(), e));
        }
    }

    /** Somebody's own deadline, not ours: the call is still wanted. */
    private static Problem gaveUp(Download download) {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.TIMED_OUT,
                        "go on with " + download.label(),
                        "a provider gave up waiting",
                        "It is tried again.")
                .canRetry();
    }

    private Step step(Status status) {
        return Optional.ofNullable(steps.get(status))
                .orElseThrow(() -> new IllegalStateException("No step for " + status));
    }

    private Download save(Download before, Download after) throws StowageException {
        Optional<Download> saved = ledger.save(before, after);
        if (saved.isPresent()) {
            return saved.get();
        }
        Download now = ledger.get(before.id());
        Optional<Download> both = after.over(before, now);
        return both.isPresent() ? save(now, both.get()) : now; // a person was faster: that word counts
    }
}
