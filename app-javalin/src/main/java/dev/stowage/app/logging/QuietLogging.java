package dev.stowage.app.logging;

/**
 * No handler, hence not one line. The JDK's log manager creates this by name when something logs for the first time; until then it costs
 * nothing.
 */
public final class QuietLogging {
    /** Configures nothing: without configuration there is no handler. */
    public QuietLogging() {}
}
