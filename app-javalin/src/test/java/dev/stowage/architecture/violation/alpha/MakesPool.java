package dev.stowage.architecture.violation.alpha;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Breaks: threads come from the host. */
public final class MakesPool {
    private MakesPool() {}

    static ExecutorService pool() {
        return Executors.newCachedThreadPool();
    }
}
