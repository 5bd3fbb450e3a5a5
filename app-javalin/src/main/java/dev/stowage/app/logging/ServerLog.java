package dev.stowage.app.logging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a server has to tell whoever looks for a defect: {@code logs/stowage.log} of its data folder, made with the first line. Our warnings
 * and everybody's errors; what a person can do something about is told to that person instead. One full file is kept beside it. The JDK's
 * {@link java.util.logging.FileHandler} would number the file that people look for, and leave a lock file beside it after a crash.
 */
public final class ServerLog extends Handler {
    private static final String OURS = "dev.stowage";
    private static final long FULL_BYTES = 1 << 20;

    private final Path file;

    /** One that nobody tells anything yet. */
    ServerLog(Path dataFolder) {
        file = dataFolder.resolve("logs").resolve("stowage.log");
    }

    /** Begins to keep it; closing ends that. */
    public static ServerLog in(Path dataFolder) {
        ServerLog log = new ServerLog(dataFolder);
        Logger.getLogger("").addHandler(log);
        return log;
    }

    @Override
    public boolean isLoggable(LogRecord told) {
        String logger = String.valueOf(told.getLoggerName());
        boolean ours = logger.equals(OURS) || logger.startsWith(OURS + ".");
        return told.getLevel().intValue() >= (ours ? Level.WARNING : Level.SEVERE).intValue();
    }

    @Override
    public synchronized void publish(LogRecord told) {
        if (!isLoggable(told)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) >= FULL_BYTES) {
                Files.move(file, file.resolveSibling("stowage.1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, line(told), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            reportError("The log cannot be written", e, ErrorManager.WRITE_FAILURE);
        }
    }

    /** Each line is in the file at once. */
    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }

    /** An address may be signed behind its question mark, and failures of libraries repeat it. */
    private static String line(LogRecord told) {
        StringWriter text = new StringWriter();
        Instant at = told.getInstant().truncatedTo(ChronoUnit.MILLIS);
        text.append(at + " " + told.getLevel() + " " + told.getLoggerName() + ": " + told.getMessage() + "\n");
        if (told.getThrown() != null) {
            told.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString().replaceAll("(://[^\\s?#\"']*)[?#][^\\s\"']*", "$1?...");
    }
}
