package dev.stowage.architecture.violation.alpha;

/** Breaks: only Config reads the surroundings. */
public final class ReadsEnvironment {
    private ReadsEnvironment() {}

    static String home() {
        return System.getenv("HOME");
    }
}
