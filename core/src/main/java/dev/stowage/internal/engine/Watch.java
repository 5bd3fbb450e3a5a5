package dev.stowage.internal.engine;

import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Waits for what is done at workers, which may hang where nothing can end it, such as in a file operation on a mount whose server is gone.
 * Who waits gives up when there was no sign of life for too long; the thread that hangs is left alone, one for each worker at most.
 */
final class Watch {
    private final Duration silence;
    private final ThreadFactory threads;
    private final Map<WorkerId, Thread> hanging = new ConcurrentHashMap<>();

    /** @param silence how long without a sign of life is too long */
    Watch(Duration silence, ThreadFactory threads) {
        this.silence = silence;
        this.threads = threads;
    }

    /** What is to be done, with a call that hears signs of life. */
    interface Work {
        void run(WatchedCall call) throws StowageException;
    }

    /**
     * Does it on a thread of its own.
     *
     * @return whether it has ended; if not, it is cancelled for when it wakes up
     */
    boolean ended(List<Worker> at, Call call, Work work) throws StowageException {
        WatchedCall watched = new WatchedCall(call, work);
        Thread thread = threads.newThread(watched);
        thread.start();
        boolean ended = watched.await(silence);
        if (!ended && at.size() == 1) {
            hanging.put(at.get(0).id(), thread);
        }
        return ended;
    }

    /** Whether an earlier attempt still hangs there. */
    boolean hangs(Worker worker) {
        hanging.values().removeIf(thread -> !thread.isAlive());
        return hanging.containsKey(worker.id());
    }
}
