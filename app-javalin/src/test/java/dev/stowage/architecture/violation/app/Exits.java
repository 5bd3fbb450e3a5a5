package dev.stowage.architecture.violation.app;

/** Breaks: only Main exits. */
public final class Exits {
    private Exits() {}

    static void exit() {
        System.exit(1);
    }
}
