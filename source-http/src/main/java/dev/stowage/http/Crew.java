package dev.stowage.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The threads of one transfer. They are never interrupted: that would close the file for all of them. */
final class Crew {
    private final ThreadFactory factory;
    private final List<Thread> threads = new ArrayList<>();

    Crew(ThreadFactory factory) {
        this.factory = factory;
    }

    synchronized void start(Runnable work) {
        Thread thread = factory.newThread(work);
        if (thread == null) {
            throw new IllegalStateException("the host gave no thread");
        }
        threads.removeIf(earlier -> !earlier.isAlive());
        threads.add(thread);
        thread.start();
    }

    /**
     * Returns when all threads have ended. An interrupt does not end the wait, but is passed on to whoever can end them.
     *
     * @return whether there was one
     */
    boolean awaitAll(Runnable onInterrupt) {
        boolean interrupted = false;
        for (Optional<Thread> next = running(); next.isPresent(); next = running()) {
            try {
                next.get().join();
            } catch (InterruptedException e) {
                interrupted = true;
                onInterrupt.run();
            }
        }
        return interrupted;
    }

    private synchronized Optional<Thread> running() {
        return threads.stream().filter(Thread::isAlive).findFirst();
    }
}
