package dev.stowage.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a host that does not care: named, daemon. */
final class DaemonThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "stowage-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
