package dev.stowage.architecture.violation.alpha;

/** Breaks: time is injected. */
public final class ReadsMillis {
    private ReadsMillis() {}

    static long now() {
        return System.currentTimeMillis();
    }
}
