package dev.stowage.architecture.violation.alpha;

/** Breaks: nobody interrupts another. */
public final class InterruptsAnother {
    private InterruptsAnother() {}

    static void interrupt(Thread other) {
        other.interrupt();
    }
}
