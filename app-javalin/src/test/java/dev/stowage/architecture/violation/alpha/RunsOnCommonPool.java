package dev.stowage.architecture.violation.alpha;

import java.util.concurrent.CompletableFuture;

/** Breaks: nothing runs on the common pool. */
public final class RunsOnCommonPool {
    private RunsOnCommonPool() {}

    static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work);
    }
}
