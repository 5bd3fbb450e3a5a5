package dev.stowage.architecture.violation.alpha;

/** Breaks: libraries print nothing. */
public final class Prints {
    private Prints() {}

    static void print() {
        System.out.println();
    }
}
