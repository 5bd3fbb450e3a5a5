package dev.stowage.architecture.violation.alpha;

/** Breaks: nobody sleeps. */
public final class Sleeps {
    private Sleeps() {}

    static void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
