package dev.stowage.architecture.violation.alpha;

/** Breaks: libraries print nothing. */
public final class PrintsTrace {
    private PrintsTrace() {}

    static void print(Throwable e) {
        e.printStackTrace();
    }
}
