package dev.stowage.architecture.violation.alpha;

/** Breaks: threads come from the host. */
public final class MakesThread {
    private MakesThread() {}

    static Thread thread(Runnable work) {
        return new Thread(work);
    }
}
