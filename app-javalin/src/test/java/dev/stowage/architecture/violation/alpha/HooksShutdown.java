package dev.stowage.architecture.violation.alpha;

/** Breaks: libraries change nothing global. */
public final class HooksShutdown {
    private HooksShutdown() {}

    static void hook(Thread thread) {
        Runtime.getRuntime().addShutdownHook(thread);
    }
}
