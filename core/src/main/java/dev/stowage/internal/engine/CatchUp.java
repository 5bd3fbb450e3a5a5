package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.api.Scope;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Sync;
import dev.stowage.model.UserId;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.WorkerStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings workers what they lack: what somebody asks for first, then, when this Stowage works on everything, all that is due. One thread looks
 * what there is to do; each worker is served by one other thread at a time, so that a slow one delays nobody else, and rests longer each time
 * that it fails.
 */
final class CatchUp {
    private static final int BATCH = 50;
    private static final int MOST_WORKERS = 4;
    private static final long IDLE_SECONDS = 30;

    private final Wanted wanted;
    private final WorkerStore store;
    private final Deliveries deliveries;
    private final Listeners listeners;
    private final Scope scope;
    private final Clock clock;
    private final Limits limits;
    private final ThreadFactory threads;
    private final ThreadPoolExecutor pool;
    private final Alarm alarm = new Alarm();
    private final Rests rests;
    private final Map<WorkerId, LiveCall> serving = new ConcurrentHashMap<>();
    private final Asked asked = new Asked();
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable Thread thread;
    private boolean started;
    private volatile boolean closed;

    CatchUp(Setup setup, Wanted wanted, Deliveries deliveries, Listeners listeners) {
        this.wanted = wanted;
        this.store = wanted.store();
        this.deliveries = deliveries;
        this.listeners = listeners;
        scope = setup.scope();
        clock = setup.clock();
        limits = setup.limits();
        threads = setup.threads();
        rests = new Rests(limits, clock, alarm);
        pool = new ThreadPoolExecutor(
                MOST_WORKERS, MOST_WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    /** From now on something happens. Who works on its own only needs no thread before it is asked for something. */
    synchronized void start() {
        started = true;
        if (scope == Scope.ALL || !asked.isEmpty()) {
            run();
        }
    }

    /** There may be something to do. */
    void nudge() {
        alarm.nudge();
    }

    /** Before it is pending again: what is pending may be brought at any time. */
    void trust(Sha256 asset, Worker on, Instant proven) {
        asked.proven(asset, on, proven);
    }

    /** Somebody wants this asset on a worker where it is pending, now. */
    synchronized void ask(Sha256 asset, WorkerId on) {
        rests.over(on);
        asked.add(asset, on);
        if (started) {
            run();
        }
        alarm.nudge();
    }

    /** Somebody wants to know now whether a worker can be reached. */
    void wake(WorkerId worker) {
        rests.over(worker);
        alarm.nudge();
    }

    /** The worker is not there any more, or is another one now: what is on its way there ends. */
    void forget(WorkerId worker) {
        rests.over(worker);
        LiveCall call = serving.get(worker);
        if (call != null) {
            call.cancel();
        }
        alarm.nudge();
    }

    /** Ends what is on its way, and both kinds of threads. */
    void close(Duration atMost) throws InterruptedException {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
        }
        serving.values().forEach(LiveCall::cancel);
        alarm.nudge();
        if (ending != null) {
            ending.join(Math.max(1, atMost.toMillis()));
        }
        serving.values().forEach(LiveCall::cancel);
        pool.shutdown();
        pool.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        if (thread == null && !closed) {
            thread = threads.newThread(this::loop);
            thread.start();
        }
    }

    private void loop() {
        boolean planned = scope == Scope.OWN;
        while (!closed) {
            try {
                if (!planned) {
                    wanted.plan(store.workers());
                    planned = true;
                }
                work();
                failures.set(0);
            } catch (StowageException e) {
                rest(e.problem(), e);
            } catch (RuntimeException | Error e) {
                rest(Problem.defect("see what workers lack", e), e);
            }
            if (!alarm.await(clock)) {
                closed = true;
            }
        }
    }

    private void rest(Problem problem, Throwable cause) {
        listeners.noticed(problem, cause);
        alarm.pauseUntil(clock.instant().plus(RetryPlan.wait(limits, failures.incrementAndGet())));
    }

    private void work() throws StowageException {
        for (Worker worker : store.workers()) {
            if (worker.enabled() && !serving.containsKey(worker.id()) && !rests.resting(worker.id())) {
                List<Sync> due = scope == Scope.ALL ? store.due(worker.id(), BATCH) : List.of();
                List<Sha256> first = asked.take(worker.id());
                if (!closed && (!first.isEmpty() || !due.isEmpty())) {
                    serve(worker, first, due.stream().map(Sync::asset).toList());
                }
            }
        }
    }

    private void serve(Worker worker, List<Sha256> first, List<Sha256> due) {
        LiveCall call = new LiveCall(UserId.LOCAL, "sync " + worker.id(), () -> {});
        serving.put(worker.id(), call);
        pool.execute(() -> {
            try {
                served(worker, first, due, call);
            } catch (CancelledException e) {
                // somebody has a reason, and whatever is left is found again
            } catch (StowageException e) {
                rests.failed(worker.id());
                listeners.noticed(e.problem(), e);
            } catch (RuntimeException | Error e) {
                rests.failed(worker.id());
                listeners.noticed(Problem.defect("bring something to worker " + worker.id(), e), e);
            } finally {
                serving.remove(worker.id());
                alarm.nudge();
            }
        });
    }

    private void served(Worker worker, List<Sha256> first, List<Sha256> due, LiveCall call) throws StowageException {
        boolean failed = false;
        for (Sha256 asset : first) {
            failed |= fails(worker, asset, call).isPresent();
        }
        for (Sha256 asset : due) {
            Optional<Problem> failure = fails(worker, asset, call);
            failed |= failure.isPresent();
            if (failure.filter(why -> why.code().equals(Codes.WORKER_UNREACHABLE))
                    .isPresent()) {
                break; // the others would fail as well
            }
        }
        if (failed) {
            rests.failed(worker.id());
        } else {
            rests.over(worker.id());
        }
    }

    /** Why it has to be tried again, if it has. */
    private Optional<Problem> fails(Worker worker, Sha256 asset, LiveCall call) throws StowageException {
        call.check();
        return deliveries.confirm(asset, worker, asked.takeProof(asset, worker), call).stream()
                .flatMap(outcome -> outcome.state().problem().stream())
                .filter(Problem::retryable)
                .findFirst();
    }
}
