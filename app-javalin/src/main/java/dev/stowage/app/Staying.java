package dev.stowage.app;

import java.util.concurrent.CountDownLatch;

/** A command that stays until the process is ended. */
record Staying(Interruption interruption) {
    /**
     * Says what there is, and stays.
     *
     * @param putAway runs before the process ends, by the one that ends it
     * @param tell runs once an end would put away
     * @return the exit code
     */
    int until(Runnable putAway, Runnable tell) {
        CountDownLatch ended = new CountDownLatch(1);
        interruption.during(() -> {
            putAway.run();
            ended.countDown();
        });
        try {
            tell.run();
            if (!interruption.happened()) {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            interruption.over();
        }
        return ExitCode.INTERRUPTED;
    }
}
