package dev.stowage.architecture.violation.app;

/** Breaks: only Config reads the surroundings. */
public final class ReadsProperty {
    private ReadsProperty() {}

    static String home() {
        return System.getProperty("user.home");
    }
}
