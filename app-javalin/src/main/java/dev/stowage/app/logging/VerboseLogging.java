package dev.stowage.app.logging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Everything of ours, and what libraries find worth telling, on stderr. The JDK's log manager creates this by name. */
public final class VerboseLogging {
    private static final String SETTINGS = """
            handlers = java.util.logging.ConsoleHandler
            .level = INFO
            dev.stowage.level = FINE
            java.util.logging.ConsoleHandler.level = ALL
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format = %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n
            """;

    /** Configures the log manager that creates it. */
    public VerboseLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
