package dev.stowage.internal.engine;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.Worker;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/**
 * Waits for what is done at workers, which may hang where nothing can end it, such as in a file operation on a mount whose server is gone.
 * Who waits gives up when there was no sign of life for too long; the thread that hangs is left alone, one for each worker at most.
 */
final class Watch {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Duration silence;
    private final Duration soon;
    private final ThreadFactory threads;
    private final Map<Site, Thread> hanging = new ConcurrentHashMap<>();

    /** @param silence how long without a sign of life is too long */
    Watch(Duration silence, ThreadFactory threads) {
        this.silence = silence;
        this.threads = threads;
        soon = silence.compareTo(SOON) < 0 ? silence : SOON;
    }

    /** What is to be done, with a call that hears signs of life. */
    interface Work {
        void run(WatchedCall call) throws StowageException;
    }

    /** Begins it, on a thread of its own. Who begins something waits for it, also when it is not wanted any more. */
    Begun begin(List<Worker> at, Call call, Work work) {
        WatchedCall watched = new WatchedCall(call, work);
        Thread thread = threads.newThread(watched);
        thread.start();
        return new Begun(at, watched, thread);
    }

    /** Whether something that nobody waits for any more still hangs there. */
    boolean hangs(Worker worker) {
        hanging.values().removeIf(thread -> !thread.isAlive());
        return hanging.containsKey(Site.of(worker));
    }

    /** Why a worker is given up. */
    static Problem silent(List<Worker> workers) {
        String names = workers.stream().map(worker -> worker.id().text()).collect(Collectors.joining(", "));
        return Problem.of(
                        Problem.Kind.STORAGE,
                        Codes.WORKER_UNREACHABLE,
                        "reach worker " + names,
                        "what was begun there hangs and gives no sign of life",
                        "Mount or repair it; it goes on by itself then.")
                .canRetry();
    }

    /** What runs on a thread of its own. */
    final class Begun {
        private final List<Worker> at;
        private final WatchedCall call;
        private final Thread thread;

        private Begun(List<Worker> at, WatchedCall call, Thread thread) {
            this.at = at;
            this.call = call;
            this.thread = thread;
        }

        /** Whether it has ended; if not, it is cancelled for when it wakes up. */
        boolean ended() throws StowageException {
            return ended(silence);
        }

        /** The same of what takes no time where nothing is wrong, such as a look whether the worker is there. */
        boolean endedSoon() throws StowageException {
            return ended(soon);
        }

        private boolean ended(Duration patience) throws StowageException {
            try {
                return call.await(patience);
            } finally {
                if (call.abandoned() && at.size() == 1) {
                    hanging.put(Site.of(at.get(0)), thread);
                }
            }
        }
    }
}
