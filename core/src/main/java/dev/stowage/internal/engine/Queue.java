package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives slots by priority, then age, and wakes what is due: the sole scheduler in one process, with one thread. There is no recovery code:
 * what a crash left behind is found by the first pass like anything else.
 */
final class Queue {
    private static final int BATCH = 100;
    private static final List<Status> CARRIED =
            Arrays.stream(Status.values()).filter(Status::carried).toList();

    private final Agenda agenda;
    private final Waits waits;
    private final Ledger ledger;
    private final DownloadRunner runner;
    private final LiveCalls calls;
    private final ExecutorService pool;
    private final Clock clock;
    private final Limits limits;
    private final Consumer<DownloadId> ended;
    private final Semaphore slots;
    private final Alarm alarm;
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable Thread thread;
    private volatile boolean closed;

    Queue(Line line, Ledger ledger, DownloadRunner runner, Consumer<DownloadId> ended) {
        this.agenda = line.agenda();
        this.waits = line.waits();
        this.ledger = ledger;
        this.calls = line.calls();
        this.alarm = line.alarm();
        this.clock = line.clock();
        this.limits = line.limits();
        this.runner = runner;
        this.pool = line.pool();
        this.ended = ended;
        this.slots = new Semaphore(limits.activeDownloads());
    }

    synchronized void start(ThreadFactory threads) {
        if (thread == null && !closed) {
            thread = threads.newThread(this::loop);
            thread.start();
        }
    }

    /** Claims nothing more and ends the thread, waiting for its pass to end; what runs is not touched. */
    void close(Duration atMost) throws InterruptedException {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
        }
        alarm.nudge();
        if (ending != null) {
            ending.join(Math.max(1, atMost.toMillis()));
        }
    }

    private void loop() {
        boolean recalled = false;
        while (!closed) {
            try {
                if (!recalled) {
                    agenda.recall(waits::note);
                    waits.recalled();
                    recalled = true;
                }
                work();
                failures.set(0);
            } catch (StowageException e) {
                rest(e.problem(), e);
            } catch (RuntimeException | Error e) {
                rest(Problem.defect("work the queue", e), e);
            }
            if (!alarm.await(clock)) {
                closed = true;
            }
        }
    }

    /** Whoever has trouble with the store, nobody presses it: each time one after the other the rest is longer. */
    private void rest(Problem problem, Throwable cause) {
        ledger.notice(problem, cause);
        alarm.pauseUntil(clock.instant().plus(RetryPlan.wait(limits, failures.incrementAndGet())));
    }

    /** One pass. Claiming is saving: the version that wins owns the journal. */
    private void work() throws StowageException {
        Instant now = clock.instant();
        for (DownloadId asking : waits.lookingAgain(now)) {
            waits.note(ledger.change(asking, Download::rechecked));
        }
        for (Status status : CARRIED) {
            for (Download left : agenda.due(status, now, BATCH)) {
                if (free(left)) {
                    pickUp(left);
                }
            }
        }
        if (slots.availablePermits() > 0) {
            for (Download waiting : agenda.due(Status.QUEUED, now, BATCH + calls.count())) {
                if (free(waiting)) {
                    begin(waiting);
                }
            }
        }
    }

    /** Two downloads of the same file share its part: the second waits until the first lets go, which nudges. */
    private boolean free(Download download) {
        return !closed && !calls.live(download.id()) && !calls.sharing(download);
    }

    /** Submitted, approved, or left behind by a crash: a transfer goes back to the queue first, because slots are counted. */
    private void pickUp(Download left) throws StowageException {
        if (left.status() == Status.DOWNLOADING) {
            ledger.change(left.id(), Download::interrupted);
        } else {
            carry(left, () -> {});
        }
    }

    private void begin(Download waiting) throws StowageException {
        Download held = waiting.held();
        if (!held.equals(waiting)) {
            ledger.save(waiting, held);
        } else if (slots.tryAcquire()) {
            claim(waiting);
        }
    }

    private void claim(Download waiting) throws StowageException {
        boolean carried = false;
        try {
            Optional<Download> claimed = ledger.save(waiting, waiting.claimed());
            if (claimed.isPresent()) {
                carry(claimed.get(), this::slotFree);
                carried = true;
            }
        } finally {
            if (!carried) {
                slots.release();
            }
        }
    }

    private void carry(Download download, Runnable slot) {
        waits.begin(download.id());
        LiveCall call = calls.begin(download, slot); // here, on the one thread: never two runners for one download
        pool.execute(() -> run(download.id(), call));
    }

    private void run(DownloadId id, LiveCall call) {
        try {
            runner.run(id, call);
        } catch (StowageException e) {
            rest(e.problem(), e);
        } catch (RuntimeException | Error e) {
            rest(Problem.defect("go on with download " + id, e), e);
        } finally {
            letGo(id, call);
        }
    }

    private void letGo(DownloadId id, LiveCall call) {
        try {
            ended.accept(id);
        } catch (RuntimeException e) {
            ledger.notice(Problem.defect("clear up after download " + id, e), e);
        } finally {
            calls.end(id);
            waits.end(id);
            call.releaseSlot();
            alarm.nudge();
        }
    }

    private void slotFree() {
        slots.release();
        alarm.nudge();
    }
}
