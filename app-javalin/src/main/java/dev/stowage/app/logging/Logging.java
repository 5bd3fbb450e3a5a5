package dev.stowage.app.logging;

/** Chooses what becomes of log lines, before anything logs. */
public final class Logging {
    private Logging() {}

    /** Quiet, because the terminal belongs to its user; verbose for somebody who looks for a defect. */
    public static void install(boolean verbose) {
        Class<?> chosen = verbose ? VerboseLogging.class : QuietLogging.class;
        System.setProperty("java.util.logging.config.class", chosen.getName());
    }
}
